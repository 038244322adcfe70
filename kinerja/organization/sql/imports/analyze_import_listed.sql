-- Let the planner know how many rows the file has.
-- Parameters: none. Locks: none that others see. Rows touched: none.
ANALYZE import_listed, import_seen
