-- Name the fields that differ from what is stored; NULL in the plan means: keep.
-- Parameters: none. Locks: none. Rows touched: import_plan, the people known already.
UPDATE import_plan AS plan SET person_fields = d.person_fields, placement_fields = d.placement_fields
FROM (
  SELECT m.row_id,
    CASE WHEN m.is_first THEN array_remove(ARRAY[
      CASE WHEN e.kind <> m.kind THEN 'kind' END,
      CASE WHEN e.name <> m.name THEN 'name' END,
      CASE WHEN e.title_front <> m.title_front THEN 'title_front' END,
      CASE WHEN e.title_back <> m.title_back THEN 'title_back' END,
      CASE WHEN m.birth_date IS NOT NULL AND e.birth_date IS DISTINCT FROM m.birth_date
        THEN 'birth_date' END,
      CASE WHEN e.sex <> m.sex THEN 'sex' END,
      CASE WHEN e.rank <> m.rank THEN 'rank' END,
      CASE WHEN m.rank_since IS NOT NULL AND e.rank_since IS DISTINCT FROM m.rank_since
        THEN 'rank_since' END,
      CASE WHEN e.email <> m.email THEN 'email' END,
      CASE WHEN e.ended_on IS NOT NULL THEN 'ended_on' END], NULL)
    ELSE '{}' END AS person_fields,
    CASE WHEN m.act = 'KEEP' THEN array_remove(ARRAY[
      CASE WHEN p.unit_id <> m.unit_id THEN 'unit' END,
      CASE WHEN p.title <> m.title THEN 'title' END,
      CASE WHEN p.job_group <> m.job_group THEN 'job_group' END,
      CASE WHEN p.grade <> m.grade THEN 'grade' END,
      CASE WHEN p.is_head <> m.is_head THEN 'is_head' END,
      CASE WHEN lower(p.held) <> m.start THEN 'start' END,
      CASE WHEN v.evaluator_id IS DISTINCT FROM s.id
          AND (s.id IS NOT NULL OR EXISTS (SELECT 1 FROM import_plan AS o WHERE o.nip = m.superior))
        THEN 'superior' END], NULL)
    ELSE '{}' END AS placement_fields
  FROM import_plan AS m
  JOIN employee AS e ON e.id = m.employee_id
  LEFT JOIN placement AS p ON p.id = m.placement_id
  LEFT JOIN import_evaluator AS v ON v.placement_id = m.placement_id
  LEFT JOIN employee AS s ON s.nip = m.superior
) AS d
WHERE d.row_id = plan.row_id
