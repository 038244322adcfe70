from django.db import migrations

from kinerja.foundation.guards import moves, no_moves

BEFORE = [
    ("PLANNED", "RUNNING"),
    ("PLANNED", "DONE"),
    ("PLANNED", "DROPPED"),
    ("RUNNING", "DONE"),
    ("RUNNING", "DROPPED"),
    ("DROPPED", "PLANNED"),
]
AFTER = [*BEFORE, ("DONE", "RUNNING")]


class Migration(migrations.Migration):
    """What was called done too early runs again."""

    dependencies = [("improvements", "0002_guards")]
    operations = [
        migrations.RunSQL(
            no_moves("improvement") + moves("improvement", ["PLANNED"], AFTER),
            no_moves("improvement") + moves("improvement", ["PLANNED"], BEFORE),
        )
    ]
