from django.db import migrations

from kinerja.foundation.guards import moves, no_moves

ACTION = [("OPEN", "DONE"), ("OPEN", "DROPPED"), ("DONE", "OPEN")]
# The superior has supported these words; other words need his support again.
SUPPORT = """
CREATE FUNCTION development_plan_keeps_support() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint; BEGIN
  EXECUTE $words$
    SELECT after.id FROM before JOIN after USING (id)
    WHERE after.supported_by_id IS NOT NULL
      AND (before.supported_by_id, before.supported_at)
          IS NOT DISTINCT FROM (after.supported_by_id, after.supported_at)
      AND (before.strengths, before.gaps, before.aspiration, before.content_no)
          IS DISTINCT FROM (after.strengths, after.gaps, after.aspiration, after.content_no)
    LIMIT 1
  $words$ INTO wrong;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'development plan % has changed: it is no longer supported', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'development_plan_support_of_these_words',
        TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER development_plan_support AFTER UPDATE ON development_plan
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION development_plan_keeps_support();
"""


class Migration(migrations.Migration):
    """Actions move along legal ways only; support ends with the words that it was given to."""

    dependencies = [("growth", "0001_initial"), ("audit", "0001_privileges")]
    operations = [
        migrations.RunSQL(
            moves("development_action", ["OPEN"], ACTION) + SUPPORT,
            no_moves("development_action")
            + "DROP FUNCTION development_plan_keeps_support CASCADE;",
        )
    ]
