-- Note since when the missing people no longer work here.
-- Parameters: gone, day. Locks: the ended rows. Rows touched: employee.
UPDATE employee AS e SET ended_on = %(day)s
WHERE e.id = ANY (%(gone)s::bigint[]) AND e.ended_on IS NULL
