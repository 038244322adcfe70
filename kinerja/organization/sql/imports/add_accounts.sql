-- Make the accounts of new people: the NIP as name, a password that nobody has, nothing hashed.
-- Parameters: none. Locks: the new rows. Rows touched: account, one for each new person.
INSERT INTO account (username, password, is_active, theme)
SELECT m.nip, '!' || replace(gen_random_uuid()::text, '-', ''), true, ''
FROM import_plan AS m WHERE m.is_first AND m.employee_id IS NULL
ON CONFLICT (username) DO NOTHING
