-- Store an exception where the file names another superior than the structure gives.
-- Parameters: effective, reason. Locks: the new rows. Rows touched: reporting_line.
INSERT INTO reporting_line (placement_id, evaluator_id, held, reason, document_no)
SELECT p.id, m.superior_id, daterange(greatest(%(effective)s, lower(p.held)), NULL), %(reason)s::text, ''
FROM import_plan AS m
JOIN import_evaluator AS v ON v.placement_id = m.placement_id
JOIN placement AS p ON p.id = m.placement_id
WHERE m.superior_id IS NOT NULL AND v.evaluator_id IS DISTINCT FROM m.superior_id
  AND v.derived_id IS DISTINCT FROM m.superior_id AND m.superior_id <> p.employee_id
  AND NOT EXISTS (
    SELECT 1 FROM reporting_line AS r
    WHERE r.placement_id = p.id AND r.held && daterange(greatest(%(effective)s, lower(p.held)), NULL))
