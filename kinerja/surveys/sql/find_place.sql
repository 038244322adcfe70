-- Finds what a code leads to, and what its page shows.
-- Parameters: code, at, zone (where the city names none), miss (bucket), slot.
-- Locks: none. Rows: one always; without a place its columns are NULL.
WITH clocks AS MATERIALIZED (
  SELECT (%(at)s::timestamptz
    AT TIME ZONE coalesce((SELECT time_zone FROM city WHERE id = 1), %(zone)s::text))::date AS day
)
SELECT
  CASE
    WHEN code.code IS NULL THEN 'UNKNOWN'
    WHEN service.state <> 'OPEN' OR counter.closed_on IS NOT NULL THEN 'CLOSED'
    WHEN code.valid_on <> clocks.day THEN 'DAY_OVER'
    WHEN code.retired_on IS NOT NULL THEN 'RETIRED'
    ELSE 'OPEN'
  END,
  coalesce((SELECT name FROM city WHERE id = 1), 'Kota Kotalama'),
  coalesce((SELECT times FROM survey_rate WHERE bucket = %(miss)s::bytea AND slot = %(slot)s::smallint), 0),
  clocks.day, service.id, service.name, service.urgent_phone, counter.id, counter.name,
  counter.is_kiosk AND code.valid_on IS NULL,
  (SELECT json_agg(json_build_array(question.id, question.text, question.answers) ORDER BY question.id)
   FROM service_question question
   WHERE question.service_id = service.id AND question.since <= clocks.day
     AND question.ended_on IS NULL)
FROM clocks
LEFT JOIN service_code code ON code.code = %(code)s
LEFT JOIN service_counter counter ON counter.id = code.counter_id
LEFT JOIN public_service service ON service.id = counter.service_id
