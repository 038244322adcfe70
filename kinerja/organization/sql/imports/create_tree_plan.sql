-- The tree of units as it will stand when the import is done; seen by this transaction alone.
-- Parameters: none. Locks: none. Rows touched: none.
CREATE TEMP TABLE IF NOT EXISTS import_tree (
  unit_id bigint PRIMARY KEY, siasn_id text, parent_id bigint, name text NOT NULL,
  head_title text NOT NULL, type text NOT NULL, is_independent boolean NOT NULL,
  supervising_unit_id bigint, path text, period_id bigint, valid daterange,
  in_file boolean NOT NULL, fields text[] NOT NULL DEFAULT '{}'
) ON COMMIT DROP;
