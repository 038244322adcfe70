-- An import of a large city takes longer than a page may, and waits for one that runs.
-- Parameters: none. Locks: none. Rows touched: none.
SELECT set_config('statement_timeout', '10min', true), set_config('lock_timeout', '2min', true)
