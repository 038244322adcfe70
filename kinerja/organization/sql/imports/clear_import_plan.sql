-- Forget an earlier plan of the same transaction.
-- Parameters: none. Locks: none that others see. Rows touched: import_plan, import_evaluator.
TRUNCATE import_plan, import_evaluator
