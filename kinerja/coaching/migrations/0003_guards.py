from django.db import migrations

from kinerja.foundation.guards import moves, no_moves

# The words, and who may read them, never change: the application may only take praise off the wall
# and cover what was reported.
FROZEN = """
REVOKE UPDATE, DELETE, TRUNCATE ON feedback FROM kinerja_app;
GRANT UPDATE (off_wall_at, covered_at) ON feedback TO kinerja_app;
"""
FREE = "GRANT UPDATE, DELETE ON feedback TO kinerja_app;"
REQUEST = [("OPEN", "ANSWERED"), ("OPEN", "DECLINED"), ("OPEN", "WITHDRAWN")]
REPORT = [("OPEN", "KEPT"), ("OPEN", "COVERED")]


class Migration(migrations.Migration):
    """Feedback stays as it was given; requests and reports end once."""

    dependencies = [("coaching", "0002_from_everybody"), ("audit", "0001_privileges")]
    operations = [
        migrations.RunSQL(
            FROZEN
            + moves("feedback_request", ["OPEN"], REQUEST)
            + moves("feedback_report", ["OPEN"], REPORT),
            FREE + no_moves("feedback_request") + no_moves("feedback_report"),
        )
    ]
