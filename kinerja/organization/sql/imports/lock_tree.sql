-- Let only one change of the tree of units run at a time.
-- Parameters: none. Locks: the tree, to the end of the transaction. Rows touched: none.
SELECT pg_advisory_xact_lock(hashtextextended('organization.unit_tree', 0))
