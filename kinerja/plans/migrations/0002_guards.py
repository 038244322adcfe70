from django.db import migrations

CONTENT = ("result_content", "indicator_content", "behavior_content", "annex_line")
EVENTS = {
    "INSERT": "NEW TABLE AS after",
    "UPDATE": "OLD TABLE AS before NEW TABLE AS after",
    "DELETE": "OLD TABLE AS before",
}

FROZEN = """
CREATE FUNCTION plan_content_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE versions bigint[]; frozen bigint; BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN SELECT array_agg(DISTINCT plan_version_id) INTO versions FROM after;
    WHEN 'DELETE' THEN SELECT array_agg(DISTINCT plan_version_id) INTO versions FROM before;
    ELSE SELECT array_agg(plan_version_id) INTO versions
         FROM (SELECT plan_version_id FROM before UNION SELECT plan_version_id FROM after) AS both_sides;
  END CASE;
  -- FOR SHARE waits for a concurrent agreement, and makes a later one wait for us.
  SELECT min(id) FILTER (WHERE state NOT IN ('DRAFT', 'RETURNED')) INTO frozen
  FROM (SELECT id, state FROM plan_version WHERE id = ANY (versions) ORDER BY id FOR SHARE) AS held;
  IF frozen IS NOT NULL THEN
    RAISE EXCEPTION 'plan version % is not open: its content never changes', frozen
      USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_content_is_frozen', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
"""


def moves(table, start, allowed):
    """A table whose state begins in `start` and moves along `allowed` only."""
    pairs = ", ".join(f"('{a}', '{b}')" for a, b in allowed)
    return f"""
CREATE FUNCTION {table}_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong text; BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT 'a new row is ' || state INTO wrong FROM after WHERE state <> '{start}' LIMIT 1;
  ELSE
    -- EXECUTE plans with the number of rows at hand; a plan kept from one row would be quadratic here.
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
CREATE TRIGGER {table}_moves AFTER UPDATE ON {table} REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_moves();
"""


TRIGGERS = "".join(
    f"CREATE TRIGGER {table}_frozen_{event.lower()} AFTER {event} ON {table} REFERENCING {tables}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION plan_content_is_frozen();\n"
    for table in CONTENT
    for event, tables in EVENTS.items()
)
VERSION_MOVES = [
    ("DRAFT", "SUBMITTED"),
    ("SUBMITTED", "RETURNED"),
    ("RETURNED", "SUBMITTED"),
    ("SUBMITTED", "AGREED"),
    ("AGREED", "SUPERSEDED"),
]
PLAN_MOVES = [
    ("DRAFT", "SUBMITTED"),
    ("SUBMITTED", "RETURNED"),
    ("RETURNED", "SUBMITTED"),
    ("SUBMITTED", "AGREED"),
    *((state, "CLOSED") for state in ("DRAFT", "SUBMITTED", "RETURNED", "AGREED")),
]
UNDO = """
DROP FUNCTION plan_content_is_frozen CASCADE;
DROP FUNCTION plan_version_moves CASCADE;
DROP FUNCTION plan_moves CASCADE;
"""


class Migration(migrations.Migration):
    """What must never be false of plans: legal moves only, and frozen content once submitted."""

    dependencies = [("plans", "0001_initial")]
    operations = [
        migrations.RunSQL(
            FROZEN
            + TRIGGERS
            + moves("plan_version", "DRAFT", VERSION_MOVES)
            + moves("plan", "DRAFT", PLAN_MOVES),
            UNDO,
        )
    ]
