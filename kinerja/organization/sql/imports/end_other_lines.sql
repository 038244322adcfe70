-- End the running exceptions that name somebody else than the file does.
-- Parameters: effective. Locks: the ended rows. Rows touched: reporting_line.
UPDATE reporting_line AS r SET held = daterange(lower(r.held), %(effective)s)
FROM import_plan AS m
JOIN import_evaluator AS v ON v.placement_id = m.placement_id
WHERE r.id = v.line_id AND m.superior_id IS NOT NULL AND r.evaluator_id <> m.superior_id
  AND lower(r.held) < %(effective)s
