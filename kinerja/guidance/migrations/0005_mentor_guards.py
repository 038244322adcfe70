from django.db import migrations

from kinerja.foundation.guards import moves, no_moves

STARTS = ["OFFERED", "RUNNING"]
BEFORE = [
    ("OFFERED", "RUNNING"),
    ("OFFERED", "DECLINED"),
    ("RUNNING", "FINISHED"),
    ("RUNNING", "STOPPED"),
]
# What was withdrawn after a correction is offered again where the next one takes that back.
NOW = [*BEFORE, ("OFFERED", "LAPSED"), ("LAPSED", "OFFERED")]
KEPT = """
REVOKE UPDATE, DELETE, TRUNCATE ON guidance_mentor_change FROM kinerja_app;
GRANT UPDATE (suggests_counseling) ON guidance TO kinerja_app;
"""
FREE = """
GRANT UPDATE, DELETE ON guidance_mentor_change TO kinerja_app;
REVOKE UPDATE (suggests_counseling) ON guidance FROM kinerja_app;
"""


class Migration(migrations.Migration):
    """Who guided when is append-only; the ways of a guidance know the withdrawn offer."""

    dependencies = [("guidance", "0004_mentor_changes"), ("audit", "0001_privileges")]
    operations = [
        migrations.RunSQL(
            no_moves("guidance") + moves("guidance", STARTS, NOW) + KEPT,
            FREE + no_moves("guidance") + moves("guidance", STARTS, BEFORE),
        )
    ]
