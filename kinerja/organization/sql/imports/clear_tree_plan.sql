-- Forget an earlier plan of the same transaction.
-- Parameters: none. Locks: none that others see. Rows touched: import_tree.
TRUNCATE import_tree
