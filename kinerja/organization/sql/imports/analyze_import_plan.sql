-- Let the planner know the size of the plan.
-- Parameters: none. Locks: none that others see. Rows touched: none.
ANALYZE import_plan, import_evaluator
