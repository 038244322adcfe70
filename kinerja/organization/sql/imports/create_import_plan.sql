-- What an import of employees is about to do; seen by this transaction alone.
-- Parameters: none. Locks: none. Rows touched: none.
CREATE TEMP TABLE IF NOT EXISTS import_plan (
  row_id bigint PRIMARY KEY,
  is_first boolean NOT NULL,  -- of the rows of one person, the one that tells who the person is
  nip text NOT NULL, kind text NOT NULL, name text NOT NULL, title_front text, title_back text,
  birth_date date, sex text, rank text, rank_since date, email text,
  unit_id bigint NOT NULL, title text NOT NULL, job_group text NOT NULL, grade text NOT NULL,
  placement_kind text NOT NULL, superior text, is_head boolean NOT NULL,
  employee_id bigint, placement_id bigint, superior_id bigint,
  act text NOT NULL,          -- NEW, MOVE or KEEP the running placement
  start date NOT NULL,
  head_taken boolean NOT NULL DEFAULT false,
  person_fields text[] NOT NULL DEFAULT '{}',
  placement_fields text[] NOT NULL DEFAULT '{}'
) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS import_listed (
  row_id bigint PRIMARY KEY, is_first boolean NOT NULL,
  nip text, kind text, name text, title_front text, title_back text, birth_date date, sex text,
  rank text, rank_since date, email text, unit_id bigint, title text, job_group text, grade text,
  placement_kind text, since date, is_head boolean, superior text
) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS import_seen (nip text NOT NULL, unit_id bigint) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS import_evaluator (
  placement_id bigint PRIMARY KEY, evaluator_id bigint, derived_id bigint, line_id bigint
) ON COMMIT DROP;
