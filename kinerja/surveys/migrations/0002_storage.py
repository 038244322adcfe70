from django.db import migrations

# An answer stays in the partition of its month, where the application may add but never change.
MONTHS = """
CREATE SCHEMA survey_months;
ALTER TABLE survey_answer RENAME TO survey_answer_whole;
CREATE TABLE survey_answer (LIKE survey_answer_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
  PARTITION BY RANGE (day);
DROP TABLE survey_answer_whole;
ALTER TABLE survey_answer ADD PRIMARY KEY (day, id);
CREATE INDEX survey_answer_of_service ON survey_answer (service_id, day);
CREATE TABLE survey_months.survey_answer_rest PARTITION OF survey_answer DEFAULT;
REVOKE UPDATE, DELETE, TRUNCATE ON survey_answer FROM kinerja_app;

CREATE FUNCTION surveys_open_months(first_day date, last_day date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE opened int := 0; month date; name text; BEGIN
  IF last_day > first_day + 3660 THEN RAISE EXCEPTION 'more than ten years of months'; END IF;
  FOR month IN SELECT generate_series(date_trunc('month', first_day::timestamp), last_day, '1 month') LOOP
    name := 'survey_answer' || to_char(month, '_YYYY_MM');
    CONTINUE WHEN to_regclass('survey_months.' || name) IS NOT NULL;
    EXECUTE format('CREATE TABLE survey_months.%I PARTITION OF survey_answer FOR VALUES FROM (%L) TO (%L)',
      name, month, (month + interval '1 month')::date);
    opened := opened + 1;
  END LOOP;
  RETURN opened; END $$;
REVOKE ALL ON FUNCTION surveys_open_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION surveys_open_months TO kinerja_app;
"""
ONE_TABLE = """
DROP FUNCTION surveys_open_months;
DROP SCHEMA survey_months CASCADE;
GRANT UPDATE, DELETE ON survey_answer TO kinerja_app;
"""
# Answers of the inbox go as they came; a ruling stays; what holds floods back outlives no crash.
GUARDS = """
ALTER TABLE survey_rate SET UNLOGGED;
REVOKE UPDATE, TRUNCATE ON survey_inbox FROM kinerja_app;
REVOKE UPDATE, DELETE, TRUNCATE ON survey_ruling FROM kinerja_app;
"""
NO_GUARDS = """
ALTER TABLE survey_rate SET LOGGED;
GRANT UPDATE ON survey_inbox TO kinerja_app;
GRANT UPDATE, DELETE ON survey_ruling TO kinerja_app;
"""


class Migration(migrations.Migration):
    """Answers by month, limits without a log, rulings that stay."""

    dependencies = [("surveys", "0001_initial"), ("audit", "0001_privileges")]
    operations = [
        migrations.RunSQL(MONTHS, ONE_TABLE),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
