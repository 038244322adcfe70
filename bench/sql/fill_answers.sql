-- Fills the days of a month with answers at every counter, on workdays; days differ, and so do people.
-- Parameters: first, last (days), per_day (answers of a counter on a day, on average).
-- Locks: none. Rows touched: as many new ones in survey_answer.
INSERT INTO survey_answer (id, service_id, counter_id, day, half, u1, u2, u3, u4, u5, u6, u7, u8, u9,
  sex, age, education, occupation, source, office_net, pace, flags)
SELECT gen_random_uuid(), counter.service_id, counter.id, day::date,
  CASE WHEN luck < 0.6 THEN 'PAGI' ELSE 'SIANG' END,
  score(mood - 0.1), score(mood), score(mood - 0.3), score(mood + 0.6), score(mood), score(mood + 0.1),
  score(mood + 0.2), CASE WHEN luck < 0.9 THEN score(mood) END, score(mood - 0.2),
  CASE WHEN luck < 0.4 THEN 'L' WHEN luck < 0.85 THEN 'P' ELSE '' END, 'FROM_30', 'SMA', 'SWASTA',
  'PHONE', false, 3, CASE WHEN luck < 0.03 THEN 4 ELSE 0 END
FROM service_counter counter
CROSS JOIN generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS day
CROSS JOIN LATERAL (SELECT 2.9 + (counter.service_id %% 9) * 0.06
  + (hashint8(counter.id * 100000 + (day::date - date '2000-01-01')) %% 100) * 0.003 AS usual OFFSET 0) AS here
CROSS JOIN LATERAL generate_series(1, floor(%(per_day)s::float8 * (0.5 + random()) + random()
  + 0 * counter.id * extract(day FROM day)::int)::int) AS no
CROSS JOIN LATERAL (SELECT usual + random() - 0.5 + 0 * no AS mood, random() + 0 * no AS luck OFFSET 0) AS person
WHERE extract(isodow FROM day) < 6
