-- Writes all comments of the months to which some were added anew, in random order and under other
-- ids: one transaction and one day for a whole month, so that none tells on which day it came.
-- Parameters: today. Locks: the rows written. Rows touched: the comments of these months.
WITH moved AS (
  DELETE FROM survey_comment WHERE month IN (SELECT month FROM survey_comment WHERE mixed_on IS NULL)
  RETURNING *
)
INSERT INTO survey_comment (id, service_id, month, text, state, hidden_reason, mixed_on)
SELECT gen_random_uuid(), service_id, month, text, state, hidden_reason, %(today)s::date
FROM moved ORDER BY gen_random_uuid()
RETURNING 1
