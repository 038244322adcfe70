from django.db import migrations

CLOSED = """
CREATE FUNCTION realization_period_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE closed bigint; BEGIN
  -- FOR SHARE waits for a concurrent closing, and makes a later one wait for us.
  SELECT min(id) FILTER (WHERE closed_at IS NOT NULL) INTO closed
  FROM (SELECT id, closed_at FROM period
        WHERE id IN (SELECT period_id FROM after) ORDER BY id FOR SHARE) AS held;
  IF closed IS NOT NULL THEN
    RAISE EXCEPTION 'period % is closed: its realizations never change', closed
      USING ERRCODE = 'check_violation', CONSTRAINT = 'realization_period_is_open', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER realization_in_open_period AFTER INSERT ON realization
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION realization_period_is_open();
CREATE TRIGGER realization_stays_in_open_period AFTER UPDATE ON realization
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION realization_period_is_open();
"""


class Migration(migrations.Migration):
    """A closed period keeps its realizations."""

    dependencies = [("evidence", "0001_initial")]
    operations = [migrations.RunSQL(CLOSED, "DROP FUNCTION realization_period_is_open CASCADE")]
