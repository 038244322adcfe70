-- Forget who assessed whom before the change.
-- Parameters: none. Locks: none that others see. Rows touched: import_evaluator.
TRUNCATE import_evaluator
