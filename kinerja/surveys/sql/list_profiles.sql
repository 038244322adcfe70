-- Answers of services in a span by group of respondents: how many, and per element how many
-- answered it and the sum of their scores. Answers that a ruling leaves out are not counted.
-- Parameters: services, starts, ends (exclusive). Reads survey_answer by (service, day) and
-- survey_ruling by service; locks nothing.
WITH ruled AS (
  SELECT DISTINCT ON (service_id, starts) service_id, starts, leave_out
  FROM survey_ruling
  WHERE service_id = ANY(%(services)s)
  ORDER BY service_id, starts, at DESC, id DESC
), counted AS (
  SELECT answer.*
  FROM survey_answer AS answer
  LEFT JOIN ruled ON ruled.service_id = answer.service_id
    AND ruled.starts = date_trunc('quarter', answer.day::timestamp)::date
  WHERE answer.service_id = ANY(%(services)s)
    AND answer.day >= %(starts)s AND answer.day < %(ends)s
    AND (answer.flags = 0 OR ruled.leave_out IS NOT TRUE)
)
SELECT
  CASE WHEN GROUPING(sex) = 0 THEN 'sex' WHEN GROUPING(age) = 0 THEN 'age'
    WHEN GROUPING(education) = 0 THEN 'education' WHEN GROUPING(occupation) = 0 THEN 'occupation'
    WHEN GROUPING(half) = 0 THEN 'half' ELSE 'source' END AS kind,
  COALESCE(sex, age, education, occupation, half, source) AS value,
  count(*)::int AS answers,
  ARRAY[count(u1), count(u2), count(u3), count(u4), count(u5), count(u6), count(u7), count(u8),
    count(u9)]::int[] AS n,
  ARRAY[sum(u1), sum(u2), sum(u3), sum(u4), sum(u5), sum(u6), sum(u7), sum(u8), sum(u9)]::int[]
    AS total
FROM counted
GROUP BY GROUPING SETS ((sex), (age), (education), (occupation), (half), (source))
