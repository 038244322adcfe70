from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parents[1] / "sql" / "evaluators.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """Who assesses whom on a day: derived from positions, in one set-based function."""

    dependencies = [("organization", "0001_initial")]
    operations = [migrations.RunSQL(SQL, "DROP FUNCTION evaluators; DROP FUNCTION head_chain;")]
