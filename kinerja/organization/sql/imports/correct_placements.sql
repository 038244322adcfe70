-- Correct running positions whose day did not move on.
-- Parameters: none. Locks: the changed rows. Rows touched: placement, those that differ.
UPDATE placement AS p SET
  unit_id = m.unit_id, title = m.title, job_group = m.job_group, grade = m.grade,
  is_head = m.is_head, held = daterange(m.start, NULL)
FROM import_plan AS m
WHERE m.placement_id = p.id AND m.act = 'KEEP' AND m.placement_fields <> '{}'
