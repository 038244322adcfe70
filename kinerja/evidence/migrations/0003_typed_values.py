"""Realizations keep the digits that were typed: 12,50 is no longer stored as 12,5000."""

from django.db import migrations

import kinerja.foundation.fields

# USING rewrites the rows without waking the trigger that guards closed periods: no value changes.
KEEP = """
ALTER TABLE realization
  ALTER COLUMN value TYPE numeric USING trim_scale(value),
  ADD CONSTRAINT realization_value_bounded
    CHECK (abs(value) < 1000000000000000 AND scale(value) <= 4)
"""
PAD = """
ALTER TABLE realization
  DROP CONSTRAINT realization_value_bounded,
  ALTER COLUMN value TYPE numeric(19, 4)
"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_guards")]

    operations = [
        migrations.RunSQL(
            KEEP,
            PAD,
            state_operations=[
                migrations.AlterField(
                    model_name="realization",
                    name="value",
                    field=kinerja.foundation.fields.TypedDecimalField(
                        blank=True, decimal_places=4, max_digits=19, null=True
                    ),
                )
            ],
        )
    ]
