-- Let the plan know the new people by their ids; superiors too.
-- Parameters: none. Locks: none. Rows touched: import_plan.
UPDATE import_plan AS m SET employee_id = e.id, superior_id = s.id
FROM import_plan AS n
JOIN employee AS e ON e.nip = n.nip
LEFT JOIN employee AS s ON s.nip = n.superior
WHERE n.row_id = m.row_id AND (m.employee_id IS NULL OR n.superior IS NOT NULL)
