-- Note who and which units occur in the file; a faulty row keeps its person from missing too.
-- Parameters: import. Locks: none. Rows touched: import_seen, one for each row.
INSERT INTO import_seen (nip, unit_id)
SELECT r.key, (r.values ->> 'unit_id')::bigint
FROM import_row AS r WHERE r.source_id = %(import)s AND r.status <> 'GONE'
