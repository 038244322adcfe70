-- How many answers of a service in a span bear each signal: altogether, by counter, by week.
-- Parameters: service, starts, ends (exclusive). Reads survey_answer by (service, day); locks
-- nothing.
SELECT bit, counter.id AS counter_id, counter.name,
  CASE WHEN GROUPING(week) = 0 THEN week END AS week, count(*)::int AS answers
FROM (
  SELECT signal.bit, answer.counter_id,
    date_trunc('week', answer.day::timestamp)::date AS week
  FROM survey_answer AS answer
  JOIN unnest(ARRAY[1, 2, 4, 8]) AS signal (bit) ON answer.flags & signal.bit <> 0
  WHERE answer.service_id = %(service)s
    AND answer.day >= %(starts)s AND answer.day < %(ends)s
) AS flagged
LEFT JOIN service_counter AS counter ON counter.id = flagged.counter_id
GROUP BY GROUPING SETS ((bit), (bit, counter.id, counter.name), (bit, week))
ORDER BY bit, week NULLS FIRST, counter.name NULLS FIRST, counter.id
