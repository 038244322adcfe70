from django.db import migrations

from kinerja.foundation.guards import moves, no_moves

SESSION = [
    ("REQUESTED", "PLANNED"),
    ("REQUESTED", "CANCELED"),
    ("PLANNED", "HELD"),
    ("PLANNED", "CANCELED"),
    ("PLANNED", "MISSED"),
    ("HELD", "CONFIRMED"),
]
AGREEMENT = [("OPEN", "DONE"), ("OPEN", "DROPPED"), ("DONE", "OPEN")]
APPEND_ONLY = """
REVOKE UPDATE, DELETE, TRUNCATE ON dialogue_confirmation, dialogue_session_move FROM kinerja_app;
"""
FREE = "GRANT UPDATE, DELETE ON dialogue_confirmation, dialogue_session_move TO kinerja_app;"
# What one of both has confirmed stays as it was; CONFIRMED says that both have.
CONFIRMED = """
CREATE FUNCTION dialogue_session_is_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint; BEGIN
  EXECUTE $words$
    SELECT after.id FROM before JOIN after USING (id)
    WHERE before.notes <> after.notes
      AND EXISTS (SELECT FROM dialogue_confirmation c WHERE c.session_id = after.id) LIMIT 1
  $words$ INTO wrong;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'session % is confirmed: its notes never change', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'dialogue_session_notes_frozen', TABLE = TG_TABLE_NAME;
  END IF;
  EXECUTE $both$
    SELECT after.id FROM before JOIN after USING (id)
    WHERE before.state <> after.state AND after.state = 'CONFIRMED'
      AND (SELECT count(*) FROM dialogue_confirmation c WHERE c.session_id = after.id
           AND c.person_id IN (after.employee_id, after.leader_id)) < 2 LIMIT 1
  $both$ INTO wrong;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'session % is not confirmed by both', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'dialogue_session_confirmed_by_both', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER dialogue_session_stays_confirmed AFTER UPDATE ON dialogue_session
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION dialogue_session_is_confirmed();
"""


class Migration(migrations.Migration):
    """Sessions and agreements move along legal ways only; what was confirmed stays."""

    dependencies = [("dialogue", "0001_initial"), ("audit", "0001_privileges")]
    operations = [
        migrations.RunSQL(
            moves("dialogue_session", ["REQUESTED", "PLANNED", "HELD"], SESSION)
            + moves("dialogue_agreement", ["OPEN"], AGREEMENT)
            + APPEND_ONLY
            + CONFIRMED,
            no_moves("dialogue_session")
            + no_moves("dialogue_agreement")
            + FREE
            + "DROP FUNCTION dialogue_session_is_confirmed CASCADE;",
        )
    ]
