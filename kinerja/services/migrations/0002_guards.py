from django.db import migrations

from kinerja.foundation.guards import moves, no_moves

# Answers name their service and counter without a foreign key: these rows never go.
STAY = """
REVOKE DELETE, TRUNCATE ON public_service, service_counter, service_code, service_question
  FROM kinerja_app;
"""
FREE = """
GRANT DELETE ON public_service, service_counter, service_code, service_question TO kinerja_app;
"""


class Migration(migrations.Migration):
    """Services, counters and codes end, they are never deleted."""

    dependencies = [("services", "0001_initial"), ("audit", "0001_privileges")]
    operations = [
        migrations.RunSQL(
            STAY + moves("public_service", ["OPEN"], [("OPEN", "CLOSED"), ("CLOSED", "OPEN")]),
            no_moves("public_service") + FREE,
        )
    ]
