-- End the exceptions of positions that ended.
-- Parameters: none. Locks: the ended rows. Rows touched: reporting_line, those of ended positions.
UPDATE reporting_line AS r
SET held = daterange(lower(r.held), greatest(upper(p.held), lower(r.held) + 1))
FROM placement AS p
WHERE r.placement_id = p.id AND upper_inf(r.held) AND NOT upper_inf(p.held)
  AND (p.id IN (SELECT m.placement_id FROM import_plan AS m WHERE m.act = 'MOVE')
    OR p.employee_id = ANY (%(gone)s::bigint[]))
