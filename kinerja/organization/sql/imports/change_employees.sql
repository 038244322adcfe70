-- Bring people up to date. NULL in the plan means: keep.
-- Parameters: none. Locks: the changed rows. Rows touched: employee, those that differ.
UPDATE employee AS e SET
  kind = m.kind, name = m.name,
  title_front = coalesce(m.title_front, e.title_front),
  title_back = coalesce(m.title_back, e.title_back),
  birth_date = coalesce(m.birth_date, e.birth_date), sex = coalesce(m.sex, e.sex),
  rank = coalesce(m.rank, e.rank), rank_since = coalesce(m.rank_since, e.rank_since),
  email = coalesce(m.email, e.email), ended_on = NULL
FROM import_plan AS m
WHERE m.employee_id = e.id AND m.is_first AND m.person_fields <> '{}'
