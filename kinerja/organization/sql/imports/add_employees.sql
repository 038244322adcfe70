-- Store new people.
-- Parameters: none. Locks: the new rows. Rows touched: employee, one for each new person.
INSERT INTO employee (kind, nip, name, title_front, title_back, birth_date, sex, rank, rank_since,
  email, user_id)
SELECT m.kind, m.nip, m.name, coalesce(m.title_front, ''), coalesce(m.title_back, ''),
  m.birth_date, coalesce(m.sex, ''), coalesce(m.rank, ''), m.rank_since, coalesce(m.email, ''), a.id
FROM import_plan AS m JOIN account AS a ON a.username = m.nip
WHERE m.is_first AND m.employee_id IS NULL
