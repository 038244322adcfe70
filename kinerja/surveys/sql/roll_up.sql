-- Sums up the answers of counters on days; flagged ones apart.
-- Parameters: services, counters, days: arrays of equal length, one entry per counter and day.
-- Locks: the rows of survey_rollup written; the night's lock keeps others away.
-- Rows touched: one or two a counter and day. The pairs run (1,1), (1,2) .. (9,9).
INSERT INTO survey_rollup (service_id, counter_id, day, flagged, answers, n, sum, "cross", pairs)
SELECT answer.service_id, answer.counter_id, answer.day, answer.flags <> 0, count(*),
  ARRAY[
    count(u1), count(u2), count(u3), count(u4), count(u5), count(u6), count(u7), count(u8), count(u9)
  ],
  ARRAY[
    coalesce(sum(u1), 0), coalesce(sum(u2), 0), coalesce(sum(u3), 0), coalesce(sum(u4), 0),
    coalesce(sum(u5), 0), coalesce(sum(u6), 0), coalesce(sum(u7), 0), coalesce(sum(u8), 0), coalesce(sum(u9), 0)
  ],
  ARRAY[
    coalesce(sum(u1 * u1), 0), coalesce(sum(u1 * u2), 0), coalesce(sum(u1 * u3), 0), coalesce(sum(u1 * u4), 0),
    coalesce(sum(u1 * u5), 0), coalesce(sum(u1 * u6), 0), coalesce(sum(u1 * u7), 0), coalesce(sum(u1 * u8), 0),
    coalesce(sum(u1 * u9), 0), coalesce(sum(u2 * u2), 0), coalesce(sum(u2 * u3), 0), coalesce(sum(u2 * u4), 0),
    coalesce(sum(u2 * u5), 0), coalesce(sum(u2 * u6), 0), coalesce(sum(u2 * u7), 0), coalesce(sum(u2 * u8), 0),
    coalesce(sum(u2 * u9), 0), coalesce(sum(u3 * u3), 0), coalesce(sum(u3 * u4), 0), coalesce(sum(u3 * u5), 0),
    coalesce(sum(u3 * u6), 0), coalesce(sum(u3 * u7), 0), coalesce(sum(u3 * u8), 0), coalesce(sum(u3 * u9), 0),
    coalesce(sum(u4 * u4), 0), coalesce(sum(u4 * u5), 0), coalesce(sum(u4 * u6), 0), coalesce(sum(u4 * u7), 0),
    coalesce(sum(u4 * u8), 0), coalesce(sum(u4 * u9), 0), coalesce(sum(u5 * u5), 0), coalesce(sum(u5 * u6), 0),
    coalesce(sum(u5 * u7), 0), coalesce(sum(u5 * u8), 0), coalesce(sum(u5 * u9), 0), coalesce(sum(u6 * u6), 0),
    coalesce(sum(u6 * u7), 0), coalesce(sum(u6 * u8), 0), coalesce(sum(u6 * u9), 0), coalesce(sum(u7 * u7), 0),
    coalesce(sum(u7 * u8), 0), coalesce(sum(u7 * u9), 0), coalesce(sum(u8 * u8), 0), coalesce(sum(u8 * u9), 0),
    coalesce(sum(u9 * u9), 0)
  ],
  ARRAY[
    count(u1 * u1), count(u1 * u2), count(u1 * u3), count(u1 * u4), count(u1 * u5), count(u1 * u6),
    count(u1 * u7), count(u1 * u8), count(u1 * u9), count(u2 * u2), count(u2 * u3), count(u2 * u4),
    count(u2 * u5), count(u2 * u6), count(u2 * u7), count(u2 * u8), count(u2 * u9), count(u3 * u3),
    count(u3 * u4), count(u3 * u5), count(u3 * u6), count(u3 * u7), count(u3 * u8), count(u3 * u9),
    count(u4 * u4), count(u4 * u5), count(u4 * u6), count(u4 * u7), count(u4 * u8), count(u4 * u9),
    count(u5 * u5), count(u5 * u6), count(u5 * u7), count(u5 * u8), count(u5 * u9), count(u6 * u6),
    count(u6 * u7), count(u6 * u8), count(u6 * u9), count(u7 * u7), count(u7 * u8), count(u7 * u9),
    count(u8 * u8), count(u8 * u9), count(u9 * u9)
  ]
FROM unnest(%(services)s::bigint[], %(counters)s::bigint[], %(days)s::date[])
  AS touched (service_id, counter_id, day)
JOIN survey_answer answer ON answer.service_id = touched.service_id
  AND answer.counter_id = touched.counter_id AND answer.day = touched.day
WHERE answer.day = ANY (%(days)s::date[])
GROUP BY 1, 2, 3, 4
ON CONFLICT (counter_id, day, flagged) DO UPDATE SET answers = excluded.answers, n = excluded.n,
  sum = excluded.sum, "cross" = excluded."cross", pairs = excluded.pairs
RETURNING 1
