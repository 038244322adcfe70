-- Moves the answers of the days before today out of the inbox, in random order and under other ids.
-- Parameters: today. Locks: the rows moved; answers that come meanwhile do not wait.
-- Rows touched: all of survey_inbox before today, as many new ones in survey_answer.
-- Returns what was touched: service, counter, day, number of answers.
WITH moved AS (
  DELETE FROM survey_inbox WHERE day < %(today)s::date RETURNING *
), kept AS (
  INSERT INTO survey_answer (id, service_id, counter_id, day, half, u1, u2, u3, u4, u5, u6, u7, u8, u9,
    extras, sex, age, education, occupation, source, office_net, pace, flags)
  SELECT gen_random_uuid(), service_id, counter_id, day, half, u1, u2, u3, u4, u5, u6, u7, u8, u9,
    extras, sex, age, education, occupation, source, office_net, pace, flags
  FROM moved ORDER BY gen_random_uuid()
  RETURNING service_id, counter_id, day
)
SELECT service_id, counter_id, day, count(*)::int FROM kept GROUP BY 1, 2, 3
