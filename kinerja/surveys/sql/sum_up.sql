-- Sums up the days of counters of services in quarters, with and without flagged answers: the first
-- nine of v1 .. v18 are the numbers of answers of a day, the others their sums.
-- Parameters: services, starts: arrays of equal length, one entry per service and quarter.
-- Locks: the rows of survey_moment written; the night's lock keeps others away.
-- Rows touched: one or two a service and quarter. The pairs run (1,1), (1,2) .. (9,9) or (18,18).
WITH counted AS MATERIALIZED (
  SELECT asked.service_id, asked.starts, basis.unflagged,
    coalesce(plain.answers, 0) + coalesce(flagged.answers, 0) AS answers,
    plain."cross" AS cross1, plain.pairs AS pairs1, flagged."cross" AS cross2, flagged.pairs AS pairs2,
    coalesce(plain.n[1], 0)::bigint + coalesce(flagged.n[1], 0) AS v1,
    coalesce(plain.n[2], 0)::bigint + coalesce(flagged.n[2], 0) AS v2,
    coalesce(plain.n[3], 0)::bigint + coalesce(flagged.n[3], 0) AS v3,
    coalesce(plain.n[4], 0)::bigint + coalesce(flagged.n[4], 0) AS v4,
    coalesce(plain.n[5], 0)::bigint + coalesce(flagged.n[5], 0) AS v5,
    coalesce(plain.n[6], 0)::bigint + coalesce(flagged.n[6], 0) AS v6,
    coalesce(plain.n[7], 0)::bigint + coalesce(flagged.n[7], 0) AS v7,
    coalesce(plain.n[8], 0)::bigint + coalesce(flagged.n[8], 0) AS v8,
    coalesce(plain.n[9], 0)::bigint + coalesce(flagged.n[9], 0) AS v9,
    coalesce(plain.sum[1], 0)::bigint + coalesce(flagged.sum[1], 0) AS v10,
    coalesce(plain.sum[2], 0)::bigint + coalesce(flagged.sum[2], 0) AS v11,
    coalesce(plain.sum[3], 0)::bigint + coalesce(flagged.sum[3], 0) AS v12,
    coalesce(plain.sum[4], 0)::bigint + coalesce(flagged.sum[4], 0) AS v13,
    coalesce(plain.sum[5], 0)::bigint + coalesce(flagged.sum[5], 0) AS v14,
    coalesce(plain.sum[6], 0)::bigint + coalesce(flagged.sum[6], 0) AS v15,
    coalesce(plain.sum[7], 0)::bigint + coalesce(flagged.sum[7], 0) AS v16,
    coalesce(plain.sum[8], 0)::bigint + coalesce(flagged.sum[8], 0) AS v17,
    coalesce(plain.sum[9], 0)::bigint + coalesce(flagged.sum[9], 0) AS v18
  FROM unnest(%(services)s::bigint[], %(starts)s::date[]) AS asked (service_id, starts)
  CROSS JOIN (VALUES (false), (true)) AS basis (unflagged)
  JOIN LATERAL (
    SELECT DISTINCT counter_id, day FROM survey_rollup
    WHERE service_id = asked.service_id AND day >= asked.starts
      AND day < asked.starts + interval '3 months'
  ) AS seen ON true
  LEFT JOIN survey_rollup plain ON plain.counter_id = seen.counter_id AND plain.day = seen.day
    AND NOT plain.flagged
  LEFT JOIN survey_rollup flagged ON flagged.counter_id = seen.counter_id AND flagged.day = seen.day
    AND flagged.flagged AND NOT basis.unflagged
  WHERE plain.counter_id IS NOT NULL OR flagged.counter_id IS NOT NULL
)
INSERT INTO survey_moment (service_id, starts, unflagged, answers, counter_days, n, sum, "cross", pairs, products)
SELECT service_id, starts, unflagged, sum(answers), count(*),
  ARRAY[
    sum(v1), sum(v2), sum(v3), sum(v4), sum(v5), sum(v6), sum(v7), sum(v8), sum(v9)
  ],
  ARRAY[
    sum(v10), sum(v11), sum(v12), sum(v13), sum(v14), sum(v15), sum(v16), sum(v17), sum(v18)
  ],
  ARRAY[
    coalesce(sum(cross1[1]), 0) + coalesce(sum(cross2[1]), 0),
    coalesce(sum(cross1[2]), 0) + coalesce(sum(cross2[2]), 0),
    coalesce(sum(cross1[3]), 0) + coalesce(sum(cross2[3]), 0),
    coalesce(sum(cross1[4]), 0) + coalesce(sum(cross2[4]), 0),
    coalesce(sum(cross1[5]), 0) + coalesce(sum(cross2[5]), 0),
    coalesce(sum(cross1[6]), 0) + coalesce(sum(cross2[6]), 0),
    coalesce(sum(cross1[7]), 0) + coalesce(sum(cross2[7]), 0),
    coalesce(sum(cross1[8]), 0) + coalesce(sum(cross2[8]), 0),
    coalesce(sum(cross1[9]), 0) + coalesce(sum(cross2[9]), 0),
    coalesce(sum(cross1[10]), 0) + coalesce(sum(cross2[10]), 0),
    coalesce(sum(cross1[11]), 0) + coalesce(sum(cross2[11]), 0),
    coalesce(sum(cross1[12]), 0) + coalesce(sum(cross2[12]), 0),
    coalesce(sum(cross1[13]), 0) + coalesce(sum(cross2[13]), 0),
    coalesce(sum(cross1[14]), 0) + coalesce(sum(cross2[14]), 0),
    coalesce(sum(cross1[15]), 0) + coalesce(sum(cross2[15]), 0),
    coalesce(sum(cross1[16]), 0) + coalesce(sum(cross2[16]), 0),
    coalesce(sum(cross1[17]), 0) + coalesce(sum(cross2[17]), 0),
    coalesce(sum(cross1[18]), 0) + coalesce(sum(cross2[18]), 0),
    coalesce(sum(cross1[19]), 0) + coalesce(sum(cross2[19]), 0),
    coalesce(sum(cross1[20]), 0) + coalesce(sum(cross2[20]), 0),
    coalesce(sum(cross1[21]), 0) + coalesce(sum(cross2[21]), 0),
    coalesce(sum(cross1[22]), 0) + coalesce(sum(cross2[22]), 0),
    coalesce(sum(cross1[23]), 0) + coalesce(sum(cross2[23]), 0),
    coalesce(sum(cross1[24]), 0) + coalesce(sum(cross2[24]), 0),
    coalesce(sum(cross1[25]), 0) + coalesce(sum(cross2[25]), 0),
    coalesce(sum(cross1[26]), 0) + coalesce(sum(cross2[26]), 0),
    coalesce(sum(cross1[27]), 0) + coalesce(sum(cross2[27]), 0),
    coalesce(sum(cross1[28]), 0) + coalesce(sum(cross2[28]), 0),
    coalesce(sum(cross1[29]), 0) + coalesce(sum(cross2[29]), 0),
    coalesce(sum(cross1[30]), 0) + coalesce(sum(cross2[30]), 0),
    coalesce(sum(cross1[31]), 0) + coalesce(sum(cross2[31]), 0),
    coalesce(sum(cross1[32]), 0) + coalesce(sum(cross2[32]), 0),
    coalesce(sum(cross1[33]), 0) + coalesce(sum(cross2[33]), 0),
    coalesce(sum(cross1[34]), 0) + coalesce(sum(cross2[34]), 0),
    coalesce(sum(cross1[35]), 0) + coalesce(sum(cross2[35]), 0),
    coalesce(sum(cross1[36]), 0) + coalesce(sum(cross2[36]), 0),
    coalesce(sum(cross1[37]), 0) + coalesce(sum(cross2[37]), 0),
    coalesce(sum(cross1[38]), 0) + coalesce(sum(cross2[38]), 0),
    coalesce(sum(cross1[39]), 0) + coalesce(sum(cross2[39]), 0),
    coalesce(sum(cross1[40]), 0) + coalesce(sum(cross2[40]), 0),
    coalesce(sum(cross1[41]), 0) + coalesce(sum(cross2[41]), 0),
    coalesce(sum(cross1[42]), 0) + coalesce(sum(cross2[42]), 0),
    coalesce(sum(cross1[43]), 0) + coalesce(sum(cross2[43]), 0),
    coalesce(sum(cross1[44]), 0) + coalesce(sum(cross2[44]), 0),
    coalesce(sum(cross1[45]), 0) + coalesce(sum(cross2[45]), 0)
  ],
  ARRAY[
    coalesce(sum(pairs1[1]), 0) + coalesce(sum(pairs2[1]), 0),
    coalesce(sum(pairs1[2]), 0) + coalesce(sum(pairs2[2]), 0),
    coalesce(sum(pairs1[3]), 0) + coalesce(sum(pairs2[3]), 0),
    coalesce(sum(pairs1[4]), 0) + coalesce(sum(pairs2[4]), 0),
    coalesce(sum(pairs1[5]), 0) + coalesce(sum(pairs2[5]), 0),
    coalesce(sum(pairs1[6]), 0) + coalesce(sum(pairs2[6]), 0),
    coalesce(sum(pairs1[7]), 0) + coalesce(sum(pairs2[7]), 0),
    coalesce(sum(pairs1[8]), 0) + coalesce(sum(pairs2[8]), 0),
    coalesce(sum(pairs1[9]), 0) + coalesce(sum(pairs2[9]), 0),
    coalesce(sum(pairs1[10]), 0) + coalesce(sum(pairs2[10]), 0),
    coalesce(sum(pairs1[11]), 0) + coalesce(sum(pairs2[11]), 0),
    coalesce(sum(pairs1[12]), 0) + coalesce(sum(pairs2[12]), 0),
    coalesce(sum(pairs1[13]), 0) + coalesce(sum(pairs2[13]), 0),
    coalesce(sum(pairs1[14]), 0) + coalesce(sum(pairs2[14]), 0),
    coalesce(sum(pairs1[15]), 0) + coalesce(sum(pairs2[15]), 0),
    coalesce(sum(pairs1[16]), 0) + coalesce(sum(pairs2[16]), 0),
    coalesce(sum(pairs1[17]), 0) + coalesce(sum(pairs2[17]), 0),
    coalesce(sum(pairs1[18]), 0) + coalesce(sum(pairs2[18]), 0),
    coalesce(sum(pairs1[19]), 0) + coalesce(sum(pairs2[19]), 0),
    coalesce(sum(pairs1[20]), 0) + coalesce(sum(pairs2[20]), 0),
    coalesce(sum(pairs1[21]), 0) + coalesce(sum(pairs2[21]), 0),
    coalesce(sum(pairs1[22]), 0) + coalesce(sum(pairs2[22]), 0),
    coalesce(sum(pairs1[23]), 0) + coalesce(sum(pairs2[23]), 0),
    coalesce(sum(pairs1[24]), 0) + coalesce(sum(pairs2[24]), 0),
    coalesce(sum(pairs1[25]), 0) + coalesce(sum(pairs2[25]), 0),
    coalesce(sum(pairs1[26]), 0) + coalesce(sum(pairs2[26]), 0),
    coalesce(sum(pairs1[27]), 0) + coalesce(sum(pairs2[27]), 0),
    coalesce(sum(pairs1[28]), 0) + coalesce(sum(pairs2[28]), 0),
    coalesce(sum(pairs1[29]), 0) + coalesce(sum(pairs2[29]), 0),
    coalesce(sum(pairs1[30]), 0) + coalesce(sum(pairs2[30]), 0),
    coalesce(sum(pairs1[31]), 0) + coalesce(sum(pairs2[31]), 0),
    coalesce(sum(pairs1[32]), 0) + coalesce(sum(pairs2[32]), 0),
    coalesce(sum(pairs1[33]), 0) + coalesce(sum(pairs2[33]), 0),
    coalesce(sum(pairs1[34]), 0) + coalesce(sum(pairs2[34]), 0),
    coalesce(sum(pairs1[35]), 0) + coalesce(sum(pairs2[35]), 0),
    coalesce(sum(pairs1[36]), 0) + coalesce(sum(pairs2[36]), 0),
    coalesce(sum(pairs1[37]), 0) + coalesce(sum(pairs2[37]), 0),
    coalesce(sum(pairs1[38]), 0) + coalesce(sum(pairs2[38]), 0),
    coalesce(sum(pairs1[39]), 0) + coalesce(sum(pairs2[39]), 0),
    coalesce(sum(pairs1[40]), 0) + coalesce(sum(pairs2[40]), 0),
    coalesce(sum(pairs1[41]), 0) + coalesce(sum(pairs2[41]), 0),
    coalesce(sum(pairs1[42]), 0) + coalesce(sum(pairs2[42]), 0),
    coalesce(sum(pairs1[43]), 0) + coalesce(sum(pairs2[43]), 0),
    coalesce(sum(pairs1[44]), 0) + coalesce(sum(pairs2[44]), 0),
    coalesce(sum(pairs1[45]), 0) + coalesce(sum(pairs2[45]), 0)
  ],
  ARRAY[
    sum(v1 * v1), sum(v1 * v2), sum(v1 * v3), sum(v1 * v4), sum(v1 * v5), sum(v1 * v6), sum(v1 * v7),
    sum(v1 * v8), sum(v1 * v9), sum(v1 * v10), sum(v1 * v11), sum(v1 * v12), sum(v1 * v13), sum(v1 * v14),
    sum(v1 * v15), sum(v1 * v16), sum(v1 * v17), sum(v1 * v18), sum(v2 * v2), sum(v2 * v3), sum(v2 * v4),
    sum(v2 * v5), sum(v2 * v6), sum(v2 * v7), sum(v2 * v8), sum(v2 * v9), sum(v2 * v10), sum(v2 * v11),
    sum(v2 * v12), sum(v2 * v13), sum(v2 * v14), sum(v2 * v15), sum(v2 * v16), sum(v2 * v17), sum(v2 * v18),
    sum(v3 * v3), sum(v3 * v4), sum(v3 * v5), sum(v3 * v6), sum(v3 * v7), sum(v3 * v8), sum(v3 * v9),
    sum(v3 * v10), sum(v3 * v11), sum(v3 * v12), sum(v3 * v13), sum(v3 * v14), sum(v3 * v15), sum(v3 * v16),
    sum(v3 * v17), sum(v3 * v18), sum(v4 * v4), sum(v4 * v5), sum(v4 * v6), sum(v4 * v7), sum(v4 * v8),
    sum(v4 * v9), sum(v4 * v10), sum(v4 * v11), sum(v4 * v12), sum(v4 * v13), sum(v4 * v14), sum(v4 * v15),
    sum(v4 * v16), sum(v4 * v17), sum(v4 * v18), sum(v5 * v5), sum(v5 * v6), sum(v5 * v7), sum(v5 * v8),
    sum(v5 * v9), sum(v5 * v10), sum(v5 * v11), sum(v5 * v12), sum(v5 * v13), sum(v5 * v14), sum(v5 * v15),
    sum(v5 * v16), sum(v5 * v17), sum(v5 * v18), sum(v6 * v6), sum(v6 * v7), sum(v6 * v8), sum(v6 * v9),
    sum(v6 * v10), sum(v6 * v11), sum(v6 * v12), sum(v6 * v13), sum(v6 * v14), sum(v6 * v15), sum(v6 * v16),
    sum(v6 * v17), sum(v6 * v18), sum(v7 * v7), sum(v7 * v8), sum(v7 * v9), sum(v7 * v10), sum(v7 * v11),
    sum(v7 * v12), sum(v7 * v13), sum(v7 * v14), sum(v7 * v15), sum(v7 * v16), sum(v7 * v17), sum(v7 * v18),
    sum(v8 * v8), sum(v8 * v9), sum(v8 * v10), sum(v8 * v11), sum(v8 * v12), sum(v8 * v13), sum(v8 * v14),
    sum(v8 * v15), sum(v8 * v16), sum(v8 * v17), sum(v8 * v18), sum(v9 * v9), sum(v9 * v10), sum(v9 * v11),
    sum(v9 * v12), sum(v9 * v13), sum(v9 * v14), sum(v9 * v15), sum(v9 * v16), sum(v9 * v17), sum(v9 * v18),
    sum(v10 * v10), sum(v10 * v11), sum(v10 * v12), sum(v10 * v13), sum(v10 * v14), sum(v10 * v15),
    sum(v10 * v16), sum(v10 * v17), sum(v10 * v18), sum(v11 * v11), sum(v11 * v12), sum(v11 * v13),
    sum(v11 * v14), sum(v11 * v15), sum(v11 * v16), sum(v11 * v17), sum(v11 * v18), sum(v12 * v12),
    sum(v12 * v13), sum(v12 * v14), sum(v12 * v15), sum(v12 * v16), sum(v12 * v17), sum(v12 * v18),
    sum(v13 * v13), sum(v13 * v14), sum(v13 * v15), sum(v13 * v16), sum(v13 * v17), sum(v13 * v18),
    sum(v14 * v14), sum(v14 * v15), sum(v14 * v16), sum(v14 * v17), sum(v14 * v18), sum(v15 * v15),
    sum(v15 * v16), sum(v15 * v17), sum(v15 * v18), sum(v16 * v16), sum(v16 * v17), sum(v16 * v18),
    sum(v17 * v17), sum(v17 * v18), sum(v18 * v18)
  ]
FROM counted GROUP BY 1, 2, 3
ON CONFLICT (service_id, starts, unflagged) DO UPDATE SET answers = excluded.answers,
  counter_days = excluded.counter_days, n = excluded.n, sum = excluded.sum, "cross" = excluded."cross",
  pairs = excluded.pairs, products = excluded.products
RETURNING 1
