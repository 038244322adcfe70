from django.db import migrations

STAYS = """
CREATE FUNCTION provenance_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint; BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT after.id INTO wrong FROM after
      JOIN realization ON realization.id = after.realization_id
      JOIN period ON period.id = realization.period_id
      WHERE period.closed_at IS NOT NULL LIMIT 1;
  ELSIF TG_OP = 'UPDATE' THEN
    -- In a closed period only the stamp itself may still come.
    EXECUTE $changed$
      SELECT before.id FROM before JOIN after USING (id)
        JOIN realization ON realization.id = before.realization_id
        JOIN period ON period.id = realization.period_id
        WHERE before.frozen_at IS NOT NULL
          OR period.closed_at IS NOT NULL
            AND to_jsonb(before) - 'frozen_at' <> to_jsonb(after) - 'frozen_at' LIMIT 1
    $changed$ INTO wrong;
  ELSE
    SELECT before.id INTO wrong FROM before
      JOIN realization ON realization.id = before.realization_id
      JOIN period ON period.id = realization.period_id
      WHERE before.frozen_at IS NOT NULL OR period.closed_at IS NOT NULL LIMIT 1;
  END IF;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'provenance % is frozen: it never changes', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'provenance_stays', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER provenance_begins AFTER INSERT ON provenance REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION provenance_stays();
CREATE TRIGGER provenance_stays AFTER UPDATE ON provenance
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION provenance_stays();
CREATE TRIGGER provenance_goes AFTER DELETE ON provenance REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION provenance_stays();

CREATE FUNCTION realization_value_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint; BEGIN
  EXECUTE $value$
    SELECT after.id FROM before JOIN after USING (id)
      JOIN provenance ON provenance.realization_id = after.id AND provenance.frozen_at IS NOT NULL
      WHERE (before.value, before.value_date, before.value_text)
        IS DISTINCT FROM (after.value, after.value_date, after.value_text) LIMIT 1
  $value$ INTO wrong;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'realization % is frozen with its provenance', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'realization_value_is_frozen',
        TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER realization_value_is_frozen AFTER UPDATE ON realization
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION realization_value_is_frozen();
REVOKE DELETE, TRUNCATE ON indicator_source FROM kinerja_app;
"""
FREE = """
DROP FUNCTION provenance_stays CASCADE;
DROP FUNCTION realization_value_is_frozen CASCADE;
GRANT DELETE ON indicator_source TO kinerja_app;
"""


class Migration(migrations.Migration):
    """What is frozen with its provenance never changes, whoever writes it."""

    dependencies = [("evidence", "0004_sources"), ("audit", "0001_privileges")]
    operations = [migrations.RunSQL(STAYS, FREE)]
