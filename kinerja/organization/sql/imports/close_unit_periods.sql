-- End the periods of units that change on a later day than they began.
-- Parameters: effective. Locks: the ended rows. Rows touched: unit_period.
UPDATE unit_period AS u SET valid = daterange(lower(u.valid), %(effective)s)
FROM import_tree AS t
WHERE t.period_id = u.id AND t.fields <> '{}' AND lower(u.valid) < %(effective)s
