-- Takes one answer: its place by the code, its turn by the limits, its key against doubles.
-- Parameters: code, at, zone (where the city names none), key, key_day, u1 .. u9, extras, sex, age,
-- education, occupation, pace, flags, text, address (for the networks of offices; not kept), slot,
-- buckets (bytea[], sorted) with allowed (how often each may be used), counter (the bucket of the
-- counter) with burst (from how many on its answers are flagged), miss (the bucket of the codes that
-- nobody has) with misses (after how many of them nothing is taken).
-- Locks: the rows of the buckets, in their order. Rows touched: one of each table.
-- The commit does not wait for the disk: a power cut may cost the answers of its last half second,
-- and an answer that waits for the disk costs its turn to others.
WITH clocks AS MATERIALIZED (
  SELECT %(at)s::timestamptz
    AT TIME ZONE coalesce((SELECT time_zone FROM city WHERE id = 1), %(zone)s::text) AS local
), place AS MATERIALIZED (
  SELECT counter.id AS counter_id, service.id AS service_id, clocks.local::date AS day,
    CASE WHEN extract(hour FROM clocks.local) < 12 THEN 'PAGI' ELSE 'SIANG' END AS half,
    counter.is_kiosk AND code.valid_on IS NULL AS is_kiosk,
    extract(isodow FROM clocks.local) < 6 AND extract(hour FROM clocks.local) BETWEEN 7 AND 16
      AND NOT (counter.is_kiosk AND code.valid_on IS NULL)
      AND EXISTS (
        SELECT FROM office_network WHERE %(address)s::inet <<= office_network.network::inet
      ) AS office_net
  FROM clocks
  JOIN service_code code ON code.code = %(code)s
  JOIN service_counter counter ON counter.id = code.counter_id
  JOIN public_service service ON service.id = counter.service_id
  WHERE code.retired_on IS NULL AND (code.valid_on IS NULL OR code.valid_on = clocks.local::date)
    AND counter.closed_on IS NULL AND service.state = 'OPEN'
), used AS MATERIALIZED (
  INSERT INTO survey_rate (bucket, slot, times)
  SELECT bucket, %(slot)s::smallint, 1 FROM place, unnest(%(buckets)s::bytea[]) AS asked (bucket)
  ON CONFLICT (bucket, slot) DO UPDATE SET times = survey_rate.times + 1
  RETURNING bucket, times
), judged AS MATERIALIZED (
  SELECT coalesce(bool_and(used.times <= limits.allowed), true) AND NOT EXISTS (
      SELECT FROM survey_rate searched WHERE searched.bucket = %(miss)s::bytea
        AND searched.slot = %(slot)s::smallint AND searched.times > %(misses)s::int
    ) AS within,
    coalesce(bool_or(used.bucket = %(counter)s::bytea AND used.times > %(burst)s::int), false) AS bursts
  FROM used
  JOIN unnest(%(buckets)s::bytea[], %(allowed)s::int[]) AS limits (bucket, allowed)
    ON limits.bucket = used.bucket
), first AS (
  INSERT INTO survey_key (key, day)
  SELECT %(key)s::uuid, %(key_day)s::date FROM place, judged WHERE judged.within
  ON CONFLICT (key) DO NOTHING
  RETURNING key
), kept AS (
  INSERT INTO survey_inbox (id, service_id, counter_id, day, half, u1, u2, u3, u4, u5, u6, u7, u8, u9,
    extras, sex, age, education, occupation, source, office_net, pace, flags)
  SELECT gen_random_uuid(), place.service_id, place.counter_id, place.day, place.half,
    %(u1)s::smallint, %(u2)s::smallint, %(u3)s::smallint, %(u4)s::smallint, %(u5)s::smallint,
    %(u6)s::smallint, %(u7)s::smallint, %(u8)s::smallint, %(u9)s::smallint,
    CASE WHEN %(extras)s::jsonb IS NOT NULL THEN (
      SELECT jsonb_object_agg(question.id::text, said.value)
      FROM jsonb_each(%(extras)s::jsonb) said
      JOIN service_question question ON question.id = said.key::bigint
      WHERE question.service_id = place.service_id AND question.since <= place.day
        AND (question.ended_on IS NULL OR question.ended_on >= place.day)
    ) END,
    %(sex)s::text, %(age)s::text, %(education)s::text, %(occupation)s::text,
    CASE WHEN place.is_kiosk THEN 'KIOSK' ELSE 'PHONE' END, place.office_net,
    -- the page of a kiosk waits for its next visitor: only what is too fast is known of it
    CASE WHEN place.is_kiosk AND %(pace)s::smallint > 1 THEN NULL ELSE %(pace)s::smallint END,
    %(flags)s::smallint + CASE WHEN judged.bursts THEN 1 ELSE 0 END
      + CASE WHEN place.office_net THEN 8 ELSE 0 END
  FROM place, judged, first
  RETURNING 1
), said AS (
  INSERT INTO survey_comment (id, service_id, month, text, state)
  SELECT gen_random_uuid(), place.service_id, date_trunc('month', place.day)::date, %(text)s::text, 'NEW'
  FROM place, first WHERE %(text)s::text <> ''
)
SELECT EXISTS (SELECT FROM place), (SELECT within FROM judged), EXISTS (SELECT FROM kept),
  set_config('synchronous_commit', 'off', true)
