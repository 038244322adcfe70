-- Count the rows of an import by what becomes of them.
-- Parameters: import. Locks: the import. Rows touched: import, one.
UPDATE import AS i SET new = c.new, changed = c.changed, unchanged = c.unchanged, gone = c.gone,
  faulty = c.faulty, warned = c.warned
FROM (
  SELECT count(*) FILTER (WHERE r.status = 'NEW') AS new,
    count(*) FILTER (WHERE r.status = 'CHANGED') AS changed,
    count(*) FILTER (WHERE r.status = 'UNCHANGED') AS unchanged,
    count(*) FILTER (WHERE r.status = 'GONE') AS gone,
    count(*) FILTER (WHERE r.status = 'FAULTY') AS faulty,
    count(*) FILTER (WHERE r.status <> 'FAULTY' AND r.problems <> '[]') AS warned
  FROM import_row AS r WHERE r.source_id = %(import)s
) AS c
WHERE i.id = %(import)s
