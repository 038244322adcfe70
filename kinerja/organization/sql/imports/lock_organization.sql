-- Let only one import change the organisation at a time.
-- Parameters: none. Locks: the organisation, to the end of the transaction. Rows touched: none.
SELECT pg_advisory_xact_lock(hashtextextended('organization', 0))
