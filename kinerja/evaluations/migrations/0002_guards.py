from django.db import migrations

# PermenPANRB 6/2022, Lampiran (kuadran kinerja): result rating, behavior rating, predikat.
LAWFUL = """
INSERT INTO grade_rule (rule_set, result_rating, behavior_rating, grade) VALUES
  ('permenpanrb-6-2022', 'DI_ATAS',  'DI_ATAS',  'SANGAT_BAIK'),
  ('permenpanrb-6-2022', 'DI_ATAS',  'SESUAI',   'BAIK'),
  ('permenpanrb-6-2022', 'DI_ATAS',  'DI_BAWAH', 'KURANG'),
  ('permenpanrb-6-2022', 'SESUAI',   'DI_ATAS',  'BAIK'),
  ('permenpanrb-6-2022', 'SESUAI',   'SESUAI',   'BAIK'),
  ('permenpanrb-6-2022', 'SESUAI',   'DI_BAWAH', 'KURANG'),
  ('permenpanrb-6-2022', 'DI_BAWAH', 'DI_ATAS',  'BUTUH_PERBAIKAN'),
  ('permenpanrb-6-2022', 'DI_BAWAH', 'SESUAI',   'BUTUH_PERBAIKAN'),
  ('permenpanrb-6-2022', 'DI_BAWAH', 'DI_BAWAH', 'SANGAT_KURANG');
ALTER TABLE evaluation_version ADD CONSTRAINT evaluation_version_grade_lawful
  FOREIGN KEY (rule_set, result_rating, behavior_rating, grade) REFERENCES grade_rule;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON grade_rule FROM kinerja_app;
REVOKE UPDATE, DELETE, TRUNCATE ON evaluation_version, evaluation_event FROM kinerja_app;
"""
MOVES = """
CREATE FUNCTION evaluation_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong text; BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT 'a new row is ' || state INTO wrong FROM after WHERE state <> 'OPEN' LIMIT 1;
  ELSE
    -- EXECUTE plans with the number of rows at hand; a plan kept from one row would be quadratic here.
    EXECUTE $move$
      SELECT before.state || ' to ' || after.state FROM before JOIN after USING (id)
      WHERE before.state <> after.state AND NOT (
        (before.state, after.state) IN (
          ('OPEN', 'SELF_SENT'), ('OPEN', 'DECIDED'), ('SELF_SENT', 'DECIDED'),
          ('DECIDED', 'DELIVERED'), ('DELIVERED', 'RECEIVED'),
          ('OPEN', 'NOT_RATED'), ('SELF_SENT', 'NOT_RATED'), ('NOT_RATED', 'OPEN'))
        -- a correction is a new version, which must be delivered again
        OR (before.state IN ('DELIVERED', 'RECEIVED') AND after.state = 'DECIDED'
            AND after.current_version_id > before.current_version_id)) LIMIT 1
    $move$ INTO wrong;
  END IF;
  IF wrong IS NULL AND TG_OP = 'UPDATE' THEN
    EXECUTE $own$
      SELECT 'current version of another evaluation'
      FROM after JOIN evaluation_version v ON v.id = after.current_version_id
      WHERE v.evaluation_id <> after.id LIMIT 1
    $own$ INTO wrong;
  END IF;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'evaluation: % is no legal move', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_moves', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL; END $$;
CREATE TRIGGER evaluation_begins AFTER INSERT ON evaluation REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION evaluation_moves();
CREATE TRIGGER evaluation_moves AFTER UPDATE ON evaluation REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION evaluation_moves();
"""
UNDO = """
DROP FUNCTION evaluation_moves CASCADE;
ALTER TABLE evaluation_version DROP CONSTRAINT evaluation_version_grade_lawful;
DELETE FROM grade_rule;
"""


class Migration(migrations.Migration):
    """What must never be false of evaluations: lawful predikat, immutable versions, legal moves."""

    dependencies = [("evaluations", "0001_initial"), ("audit", "0001_privileges")]
    operations = [migrations.RunSQL(LAWFUL + MOVES, UNDO)]
