-- For each superior: how many people he assesses, met in a period, will meet, and what is overdue.
-- Counts only: heads, managers and auditors never see a session.
-- Parameters: day, units (array), since, until and now (moments), limit, offset.
-- Locks: none. Rows touched: the placements of these units, their sessions of the period by index,
-- their open agreements; for a whole city every placement once, in one pass of evaluators().
WITH people AS MATERIALIZED (
  SELECT post.id FROM placement post JOIN employee e ON e.id = post.employee_id
  WHERE post.unit_id = ANY (%(units)s::bigint[]) AND post.kind = 'DEFINITIF'
    AND post.held @> %(day)s::date AND e.kind <> 'PEJABAT_NEGARA'
    AND (e.ended_on IS NULL OR e.ended_on > %(day)s::date)
), lines AS MATERIALIZED (
  SELECT line.placement_id, line.evaluator_id, line.evaluator_placement_id
  FROM evaluators(%(day)s::date, (SELECT coalesce(array_agg(people.id), '{}') FROM people)) AS line
), met AS MATERIALIZED (
  SELECT DISTINCT session.placement_id FROM dialogue_session session
  WHERE session.unit_id = ANY (%(units)s::bigint[]) AND session.state IN ('HELD', 'CONFIRMED')
    AND session.origin_kind = ''
    AND session.starts_at >= %(since)s::timestamptz AND session.starts_at < %(until)s::timestamptz
    AND (session.notes <> '' OR EXISTS (
      SELECT FROM dialogue_agreement agreed WHERE agreed.session_id = session.id))
), coming AS MATERIALIZED (
  SELECT DISTINCT session.placement_id FROM dialogue_session session
  WHERE session.unit_id = ANY (%(units)s::bigint[]) AND session.state = 'PLANNED'
    AND session.origin_kind = '' AND session.starts_at >= %(now)s::timestamptz
), late AS MATERIALIZED (
  SELECT agreed.placement_id, count(*) AS number FROM dialogue_agreement agreed
  WHERE agreed.state = 'OPEN' AND agreed.due_on < %(day)s::date
    AND agreed.unit_id = ANY (%(units)s::bigint[])
  GROUP BY agreed.placement_id
)
SELECT lines.evaluator_id, coalesce(min(who.title_front), ''), coalesce(min(who.name), ''),
  coalesce(min(who.title_back), ''), coalesce(min(post.title), ''),
  count(*), count(met.placement_id), count(coming.placement_id),
  coalesce(sum(late.number), 0)::bigint, count(*) OVER (),
  (sum(count(*)) OVER ())::bigint, (sum(count(met.placement_id)) OVER ())::bigint
FROM lines
LEFT JOIN employee who ON who.id = lines.evaluator_id
LEFT JOIN placement post ON post.id = lines.evaluator_placement_id
LEFT JOIN met ON met.placement_id = lines.placement_id
LEFT JOIN coming ON coming.placement_id = lines.placement_id
LEFT JOIN late ON late.placement_id = lines.placement_id
GROUP BY lines.evaluator_id
ORDER BY min(who.name) NULLS LAST, lines.evaluator_id
LIMIT %(limit)s::bigint OFFSET %(offset)s::bigint
