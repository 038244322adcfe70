-- Exceptions that begin on the day itself or later turn to the person in the file.
-- Parameters: effective. Locks: the changed rows. Rows touched: reporting_line.
UPDATE reporting_line AS r SET evaluator_id = m.superior_id
FROM import_plan AS m
JOIN import_evaluator AS v ON v.placement_id = m.placement_id
WHERE r.id = v.line_id AND m.superior_id IS NOT NULL AND r.evaluator_id <> m.superior_id
  AND lower(r.held) >= %(effective)s
