from django.db import migrations

from kinerja.foundation.guards import moves, no_moves

MOVES = moves(
    "improvement",
    ["PLANNED"],
    [
        ("PLANNED", "RUNNING"),
        ("PLANNED", "DONE"),
        ("PLANNED", "DROPPED"),
        ("RUNNING", "DONE"),
        ("RUNNING", "DROPPED"),
        ("DROPPED", "PLANNED"),
    ],
)
STAY = "REVOKE DELETE, TRUNCATE ON improvement FROM kinerja_app;"
FREE = "GRANT DELETE ON improvement TO kinerja_app;"


class Migration(migrations.Migration):
    """A promise ends done or not possible; it never goes away."""

    dependencies = [("improvements", "0001_initial"), ("audit", "0001_privileges")]
    operations = [migrations.RunSQL(MOVES + STAY, no_moves("improvement") + FREE)]
