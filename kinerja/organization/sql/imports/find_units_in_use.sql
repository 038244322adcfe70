-- Which of the missing units still hold people or other units.
-- Parameters: gone, day. Locks: none. Rows touched: none.
SELECT u.name FROM unit_period AS u
WHERE u.unit_id = ANY (%(gone)s::bigint[]) AND upper_inf(u.valid) AND (
  EXISTS (SELECT 1 FROM placement AS p
    WHERE p.unit_id = u.unit_id AND p.held && daterange(%(day)s, NULL))
  OR EXISTS (SELECT 1 FROM unit_period AS below
    WHERE below.parent_id = u.unit_id AND upper_inf(below.valid)
      AND below.unit_id <> ALL (%(gone)s::bigint[])))
ORDER BY u.name, u.id
