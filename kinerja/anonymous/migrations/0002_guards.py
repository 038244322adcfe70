from django.db import migrations

from kinerja.foundation.guards import moves, no_moves

# The group and the questions are fixed at opening; an answer of a sealed window stays as it is.
FIXED = """
REVOKE UPDATE, DELETE, TRUNCATE ON feedback_window, feedback_window_member FROM kinerja_app;
GRANT UPDATE (state, outcome, key_file) ON feedback_window TO kinerja_app;
REVOKE UPDATE, TRUNCATE ON anonymous_answer FROM kinerja_app;
"""
FREE = """
GRANT UPDATE, DELETE ON feedback_window, feedback_window_member TO kinerja_app;
GRANT UPDATE ON anonymous_answer TO kinerja_app;
"""
GUARDS = """
CREATE FUNCTION feedback_window_member_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint; BEGIN
  SELECT min(w.id) INTO wrong FROM feedback_window w
  WHERE w.id IN (SELECT window_id FROM after)
    AND w.group_size <> (SELECT count(*) FROM feedback_window_member m WHERE m.window_id = w.id);
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'window % asks another number of people than it says', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'feedback_window_member_whole', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER feedback_window_member_whole AFTER INSERT ON feedback_window_member
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION feedback_window_member_whole();

CREATE FUNCTION anonymous_answer_of_open_window() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sealed bigint; BEGIN
  SELECT min(w.id) INTO sealed FROM feedback_window w
  WHERE w.id IN (SELECT window_id FROM changed) AND w.state <> 'OPEN';
  IF sealed IS NOT NULL THEN
    RAISE EXCEPTION 'window % is sealed: its answers never change', sealed
      USING ERRCODE = 'check_violation', CONSTRAINT = 'anonymous_answer_of_open_window', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER anonymous_answer_comes AFTER INSERT ON anonymous_answer
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION anonymous_answer_of_open_window();
CREATE TRIGGER anonymous_answer_goes AFTER DELETE ON anonymous_answer
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION anonymous_answer_of_open_window();

CREATE FUNCTION feedback_window_sealed_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint; BEGIN
  SELECT min(w.id) INTO wrong FROM after w
  LEFT JOIN LATERAL (
    SELECT count(*) AS all_of_them, count(a.token_hash) AS with_token
    FROM anonymous_answer a WHERE a.window_id = w.id) AS kept ON true
  WHERE w.state = 'SEALED'
    AND (kept.with_token > 0 OR (w.outcome = 'SHOWN') <> (kept.all_of_them >= 5)
         OR (w.outcome <> 'SHOWN' AND kept.all_of_them > 0));
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'window % may not be sealed with these answers', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'feedback_window_sealed_whole', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER feedback_window_sealed_whole AFTER UPDATE ON feedback_window
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION feedback_window_sealed_whole();
"""
NO_GUARDS = """
DROP FUNCTION feedback_window_member_whole CASCADE;
DROP FUNCTION anonymous_answer_of_open_window CASCADE;
DROP FUNCTION feedback_window_sealed_whole CASCADE;
"""


class Migration(migrations.Migration):
    """A group is asked whole; a sealed window keeps its answers, none with a token, none below five."""

    dependencies = [("anonymous", "0001_initial"), ("audit", "0001_privileges")]
    operations = [
        migrations.RunSQL(
            FIXED + moves("feedback_window", ["OPEN"], [("OPEN", "SEALED")]) + GUARDS,
            NO_GUARDS + no_moves("feedback_window") + FREE,
        )
    ]
