from django.db import migrations

from kinerja.foundation.guards import moves, no_moves

CASE = [("REQUESTED", "OPEN"), ("REQUESTED", "WITHDRAWN"), ("OPEN", "CLOSED")]
MEETING = [("PLANNED", "HELD"), ("PLANNED", "CANCELED")]
# Who is in a case, what was sealed and the public halves stay as they were written.
PRIVILEGES = """
REVOKE UPDATE, DELETE, TRUNCATE ON counseling_note, counseling_referral, counseling_opening FROM kinerja_app;
REVOKE UPDATE, DELETE, TRUNCATE ON counseling_case, counseling_meeting, counselor_key,
  counseling_recovery_key FROM kinerja_app;
GRANT UPDATE (state, state_since, follow_up, counselor_tells_at, employee_tells_at, told_at)
  ON counseling_case TO kinerja_app;
GRANT UPDATE (state, state_since) ON counseling_meeting TO kinerja_app;
GRANT UPDATE (salt, cost, sealed_private, understood_at, retired_at) ON counselor_key TO kinerja_app;
GRANT UPDATE (retired_at) ON counseling_recovery_key TO kinerja_app;
"""
FREE = """
GRANT UPDATE, DELETE ON counseling_note, counseling_referral, counseling_opening, counseling_case,
  counseling_meeting, counselor_key, counseling_recovery_key TO kinerja_app;
"""
# An unlocked key ends with its session, whoever ends that.
UNLOCK = """
ALTER TABLE counselor_unlock ADD CONSTRAINT counselor_unlock_of_session
  FOREIGN KEY (session_id) REFERENCES account_session (session_key) ON DELETE CASCADE;
"""
# What is over has no new notes or meetings; a retired key stays retired and seals nothing.
OVER = """
CREATE FUNCTION counseling_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint; BEGIN
  SELECT added.case_id INTO wrong FROM after added JOIN counseling_case c ON c.id = added.case_id
    WHERE c.state <> 'OPEN' LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'case % is not open', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'counseling_is_open', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER counseling_note_of_open AFTER INSERT ON counseling_note REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION counseling_is_open();
CREATE TRIGGER counseling_meeting_of_open AFTER INSERT ON counseling_meeting REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION counseling_is_open();
CREATE FUNCTION counseling_key_stays_retired() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.retired_at IS NOT NULL THEN
    RAISE EXCEPTION 'key % is retired', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'counseling_key_retired', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW; END $$;
CREATE TRIGGER counselor_key_retired BEFORE UPDATE ON counselor_key
  FOR EACH ROW EXECUTE FUNCTION counseling_key_stays_retired();
CREATE TRIGGER counseling_recovery_key_retired BEFORE UPDATE ON counseling_recovery_key
  FOR EACH ROW EXECUTE FUNCTION counseling_key_stays_retired();
"""


class Migration(migrations.Migration):
    """Cases move along legal ways; notes are append-only; public halves never change."""

    dependencies = [
        ("counseling", "0001_initial"),
        ("audit", "0001_privileges"),
        ("accounts", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            moves("counseling_case", ["REQUESTED"], CASE)
            + moves("counseling_meeting", ["PLANNED"], MEETING)
            + PRIVILEGES
            + UNLOCK
            + OVER,
            no_moves("counseling_case")
            + no_moves("counseling_meeting")
            + FREE
            + "ALTER TABLE counselor_unlock DROP CONSTRAINT counselor_unlock_of_session;"
            + "DROP FUNCTION counseling_is_open, counseling_key_stays_retired CASCADE;",
        )
    ]
