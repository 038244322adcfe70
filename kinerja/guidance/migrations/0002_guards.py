from django.db import migrations

from kinerja.foundation.guards import moves, no_moves

GUIDANCE = [
    ("OFFERED", "RUNNING"),
    ("OFFERED", "DECLINED"),
    ("RUNNING", "FINISHED"),
    ("RUNNING", "STOPPED"),
]
# Whom a guidance is about, and what gave the occasion, never change; what was rated or answered
# stays as it was written; of the nine statements only the wording changes.
PRIVILEGES = """
REVOKE UPDATE, DELETE, TRUNCATE ON guidance, guidance_competence, guidance_answers FROM kinerja_app;
GRANT UPDATE (mentor_id, aim, starts_on, ends_on, state, state_since, decided_by_id, reason, outcome, result)
  ON guidance TO kinerja_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON guidance_statement FROM kinerja_app;
GRANT UPDATE (text, is_verified) ON guidance_statement TO kinerja_app;
"""
FREE = """
GRANT UPDATE, DELETE ON guidance, guidance_competence, guidance_answers TO kinerja_app;
GRANT INSERT, UPDATE, DELETE ON guidance_statement TO kinerja_app;
"""
NINE = """
ALTER TABLE guidance_answers ADD CONSTRAINT guidance_answers_are_nine
  CHECK (jsonb_typeof(answers) = 'array' AND jsonb_array_length(answers) = 9);
"""
# What is over stays as it was, and nobody rates competences outside a running guidance.
OVER = """
CREATE FUNCTION guidance_is_over() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint; BEGIN
  EXECUTE $words$
    SELECT after.id FROM before JOIN after USING (id)
    WHERE before.state IN ('DECLINED', 'FINISHED', 'STOPPED') AND before IS DISTINCT FROM after LIMIT 1
  $words$ INTO wrong;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'guidance % is over: it never changes', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'guidance_over_is_over', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER guidance_stays_over AFTER UPDATE ON guidance
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION guidance_is_over();
CREATE FUNCTION guidance_competence_of_running() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint; BEGIN
  SELECT added.guidance_id INTO wrong FROM after added JOIN guidance g ON g.id = added.guidance_id
    WHERE g.state <> 'RUNNING' LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'guidance % is not running', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'guidance_competence_of_running', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER guidance_competence_begins AFTER INSERT ON guidance_competence REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION guidance_competence_of_running();
"""


class Migration(migrations.Migration):
    """A guidance moves along legal ways only; ratings, answers and what is over stay."""

    dependencies = [("guidance", "0001_initial"), ("audit", "0001_privileges")]
    operations = [
        migrations.RunSQL(
            moves("guidance", ["OFFERED", "RUNNING"], GUIDANCE) + PRIVILEGES + NINE + OVER,
            "DROP FUNCTION guidance_is_over CASCADE;"
            "DROP FUNCTION guidance_competence_of_running CASCADE;"
            "ALTER TABLE guidance_answers DROP CONSTRAINT guidance_answers_are_nine;"
            + FREE
            + no_moves("guidance"),
        )
    ]
