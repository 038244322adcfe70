-- End the units that are missing in the file and stand empty.
-- Parameters: gone, day. Locks: the ended rows. Rows touched: unit_period.
UPDATE unit_period AS u SET valid = daterange(lower(u.valid), greatest(%(day)s, lower(u.valid) + 1))
WHERE u.unit_id = ANY (%(gone)s::bigint[]) AND upper_inf(u.valid)
