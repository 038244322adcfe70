-- One agreement for each session that has none. Locks: none.
INSERT INTO dialogue_agreement (session_id, employee_id, placement_id, unit_id, leader_id,
  responsible_id, text, due_on, state, state_since, outcome, made_by_id, made_at)
SELECT s.id, s.employee_id, s.placement_id, s.unit_id, s.leader_id, s.employee_id,
  'Mengirim rekap mingguan setiap Jumat sore', (s.starts_at + interval '30 days')::date, 'OPEN',
  s.state_since, '', s.leader_id, s.state_since
FROM dialogue_session s
WHERE s.state = 'HELD'
  AND NOT EXISTS (SELECT FROM dialogue_agreement a WHERE a.session_id = s.id)
