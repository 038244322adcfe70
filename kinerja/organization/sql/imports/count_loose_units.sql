-- Count the units that no path from a root reaches: none, unless the tree changed meanwhile.
-- Parameters: none. Locks: none. Rows touched: none.
SELECT count(*) FROM import_tree AS t WHERE t.path IS NULL
