-- Compare the judged rows with the people and running placements of today.
-- Parameters: effective. Locks: none. Rows touched: import_plan, one for each good row.
INSERT INTO import_plan (
  row_id, is_first, nip, kind, name, title_front, title_back, birth_date, sex, rank, rank_since,
  email, unit_id, title, job_group, grade, placement_kind, superior, is_head,
  employee_id, placement_id, act, start)
WITH running AS MATERIALIZED (  -- a person has one definitive post, and one acting post a unit
  SELECT DISTINCT ON (q.employee_id, q.kind, p.post) q.employee_id, q.kind, p.post, q.id, q.held,
    q.is_head, q.unit_id, q.title
  FROM placement AS q
  CROSS JOIN LATERAL (SELECT CASE WHEN q.kind = 'DEFINITIF' THEN 0 ELSE q.unit_id END AS post) AS p
  WHERE upper_inf(q.held)
  ORDER BY q.employee_id, q.kind, p.post, lower(q.held) DESC
), past AS MATERIALIZED (
  SELECT q.employee_id, max(upper(q.held)) AS free_from FROM placement AS q
  WHERE q.kind = 'DEFINITIF' AND NOT upper_inf(q.held) GROUP BY q.employee_id
), matched AS (
  SELECT l.*, e.id AS employee_id, p.id AS placement_id, lower(p.held) AS running_since,
    p.is_head AS was_head, (p.unit_id, p.title) IS NOT DISTINCT FROM (l.unit_id, l.title) AS same_post,
    CASE WHEN l.placement_kind = 'DEFINITIF' THEN past.free_from END AS free_from
  FROM import_listed AS l
  LEFT JOIN employee AS e ON e.nip = l.nip
  LEFT JOIN running AS p ON p.employee_id = e.id AND p.kind = l.placement_kind
    AND p.post = CASE WHEN l.placement_kind = 'DEFINITIF' THEN 0 ELSE l.unit_id END
  LEFT JOIN past ON past.employee_id = e.id
), decided AS (
  SELECT m.*, CASE
      WHEN m.placement_id IS NULL THEN 'NEW'
      WHEN m.since > m.running_since THEN 'MOVE'
      WHEN m.since IS NULL AND NOT m.same_post AND %(effective)s > m.running_since THEN 'MOVE'
      ELSE 'KEEP' END AS act
  FROM matched AS m
)
SELECT d.row_id, d.is_first, d.nip, d.kind, d.name, d.title_front, d.title_back, d.birth_date,
  d.sex, d.rank, d.rank_since, d.email, d.unit_id, d.title, d.job_group, d.grade,
  d.placement_kind, d.superior,
  coalesce(d.is_head, d.act = 'KEEP' AND d.same_post AND d.was_head),
  d.employee_id, d.placement_id, d.act,
  CASE
    WHEN d.act = 'KEEP' THEN greatest(least(d.since, d.running_since), d.free_from)
    ELSE greatest(coalesce(d.since, %(effective)s), d.free_from) END
FROM decided AS d
