-- Both confirm every session that took place more than a week ago. Locks: none.
INSERT INTO dialogue_confirmation (session_id, person_id, at)
SELECT s.id, who, s.state_since + interval '1 hour'
FROM dialogue_session s CROSS JOIN LATERAL (VALUES (s.leader_id), (s.employee_id)) AS both_of (who)
WHERE s.state = 'HELD' AND s.starts_at < %(day)s::date - 7
ON CONFLICT DO NOTHING
