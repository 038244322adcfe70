-- Write into each row what applying would do, and what stood there before.
-- Parameters: import, column. Locks: none. Rows touched: import_row, one for each good row.
UPDATE import_row AS r SET
  status = CASE
    WHEN m.employee_id IS NULL THEN 'NEW'
    WHEN m.act <> 'KEEP' OR m.person_fields <> '{}' OR m.placement_fields <> '{}' THEN 'CHANGED'
    ELSE 'UNCHANGED' END,
  before = CASE WHEN m.employee_id IS NOT NULL
      AND (m.act <> 'KEEP' OR m.person_fields <> '{}' OR m.placement_fields <> '{}')
    THEN jsonb_build_object('act', m.act, 'employee', to_jsonb(e), 'placement', to_jsonb(p)) END,
  problems = CASE WHEN m.head_taken AND NOT r.problems @> '[{"code": "HEAD_TAKEN"}]'
    THEN r.problems || jsonb_build_object('column', %(column)s::text, 'code', 'HEAD_TAKEN', 'warning', true,
      'message', 'Unit ini masih punya kepala lain pada waktu itu, jadi pegawai ini belum dicatat'
        || ' sebagai kepala. Akhiri jabatan kepala yang lama, lalu impor lagi.')
    ELSE r.problems END
FROM import_plan AS m
LEFT JOIN employee AS e ON e.id = m.employee_id
LEFT JOIN placement AS p ON p.id = m.placement_id
WHERE r.id = m.row_id AND r.source_id = %(import)s
