-- Two points on the agenda of each session that has none. Locks: none.
INSERT INTO dialogue_agenda_item (session_id, employee_id, placement_id, author_id, title,
  subject_kind, subject_label, added_at, discussed_at, lock_no)
SELECT s.id, s.employee_id, s.placement_id, CASE WHEN n = 1 THEN s.employee_id ELSE s.leader_id END,
  CASE WHEN n = 1 THEN 'Hambatan dan bantuan' ELSE 'Perkembangan bulan ini' END, '', '',
  s.starts_at - interval '1 day', s.state_since, 0
FROM dialogue_session s CROSS JOIN generate_series(1, 2) AS n
WHERE s.state = 'HELD'
  AND NOT EXISTS (SELECT FROM dialogue_agenda_item i WHERE i.session_id = s.id)
