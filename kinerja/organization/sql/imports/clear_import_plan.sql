-- Forget an earlier plan of the same transaction.
-- Parameters: none. Locks: none that others see. Rows touched: the four tables of the plan.
TRUNCATE import_listed, import_seen, import_plan, import_evaluator
