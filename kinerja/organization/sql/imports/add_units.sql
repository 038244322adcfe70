-- Give new units an identity.
-- Parameters: import. Locks: the new rows. Rows touched: unit, one for each new unit.
INSERT INTO unit (siasn_id)
SELECT DISTINCT r.key FROM import_row AS r
WHERE r.source_id = %(import)s AND r.status NOT IN ('FAULTY', 'GONE')
ON CONFLICT (siasn_id) DO NOTHING
