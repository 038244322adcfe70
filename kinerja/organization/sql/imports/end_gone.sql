-- End the positions of the people who are missing in the file.
-- Parameters: gone, day. Locks: the ended rows. Rows touched: placement, those of missing people.
UPDATE placement AS p SET held = daterange(lower(p.held), greatest(%(day)s, lower(p.held) + 1))
WHERE p.employee_id = ANY (%(gone)s::bigint[]) AND upper_inf(p.held)
