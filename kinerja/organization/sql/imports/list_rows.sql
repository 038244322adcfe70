-- Take the good rows out of their JSON, where their number is known to the planner.
-- Parameters: import. Locks: none. Rows touched: import_listed, one for each good row.
INSERT INTO import_listed (row_id, is_first, nip, kind, name, title_front, title_back, birth_date, sex,
  rank, rank_since, email, unit_id, title, job_group, grade, placement_kind, since, is_head, superior)
SELECT r.id,
  row_number() OVER (
    PARTITION BY v.nip ORDER BY (v.placement_kind = 'DEFINITIF') DESC, r.line) = 1,
  v.*
FROM import_row AS r
CROSS JOIN LATERAL jsonb_to_record(r.values) AS v (
  nip text, kind text, name text, title_front text, title_back text, birth_date date, sex text,
  rank text, rank_since date, email text, unit_id bigint, title text, job_group text, grade text,
  placement_kind text, since date, is_head boolean, superior text)
WHERE r.source_id = %(import)s AND r.status NOT IN ('FAULTY', 'GONE')
