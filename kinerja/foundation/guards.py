"""Guards that migrations of several rooms set on their tables, as SQL."""

from __future__ import annotations

from collections.abc import Iterable


def moves(table: str, starts: Iterable[str], allowed: Iterable[tuple[str, str]]) -> str:
    """Return the triggers by which the state of `table` begins and moves along `allowed` only.

    They look at whole statements, so a bulk act costs one check. EXECUTE plans with the number of
    rows at hand: a plan kept from one row would be quadratic for many.
    """
    pairs = ", ".join(f"('{before}', '{after}')" for before, after in allowed)
    begin = ", ".join(f"'{state}'" for state in starts)
    return f"""
CREATE FUNCTION {table}_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong text; BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT 'a new row is ' || state INTO wrong FROM after WHERE state NOT IN ({begin}) LIMIT 1;
  ELSE
    EXECUTE $move$
      SELECT before.state || ' to ' || after.state FROM before JOIN after USING (id)
      WHERE before.state <> after.state AND (before.state, after.state) NOT IN ({pairs}) LIMIT 1
    $move$ INTO wrong;
  END IF;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION '{table}: % is no legal move', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_moves', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER {table}_begins AFTER INSERT ON {table} REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_moves();
CREATE TRIGGER {table}_moves AFTER UPDATE ON {table}
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_moves();
"""  # noqa: S608 - names that a migration writes


def no_moves(table: str) -> str:
    """Return what takes the triggers of `moves` away again."""
    return f"DROP FUNCTION {table}_moves CASCADE;"
