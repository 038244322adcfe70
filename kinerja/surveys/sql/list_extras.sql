-- The extra questions of a service with how often each score was given in a span. Answers that a
-- ruling leaves out are not counted.
-- Parameters: service, starts, ends (exclusive). Reads survey_answer by (service, day),
-- survey_ruling and service_question by service; locks nothing.
WITH ruled AS (
  SELECT DISTINCT ON (starts) starts, leave_out
  FROM survey_ruling
  WHERE service_id = %(service)s
  ORDER BY starts, at DESC, id DESC
)
SELECT question.id, question.text, question.answers,
  ARRAY[count(*) FILTER (WHERE score = '1'), count(*) FILTER (WHERE score = '2'),
    count(*) FILTER (WHERE score = '3'), count(*) FILTER (WHERE score = '4')]::int[] AS given
FROM service_question AS question
JOIN survey_answer AS answer ON answer.service_id = question.service_id
  AND answer.day >= %(starts)s AND answer.day < %(ends)s AND answer.extras IS NOT NULL
LEFT JOIN ruled ON ruled.starts = date_trunc('quarter', answer.day::timestamp)::date
CROSS JOIN LATERAL (SELECT answer.extras ->> question.id::text AS score) AS said
WHERE question.service_id = %(service)s
  AND score IS NOT NULL
  AND (answer.flags = 0 OR ruled.leave_out IS NOT TRUE)
GROUP BY question.id, question.text, question.answers
ORDER BY question.id
