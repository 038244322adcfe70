"""Targets keep the digits that were typed: 3,30 is no longer stored as 3,3000."""

from django.db import migrations

import kinerja.foundation.fields

# USING rewrites the rows without waking the trigger that guards agreed content: no value changes.
KEEP = """
ALTER TABLE indicator_content
  ALTER COLUMN target TYPE numeric USING trim_scale(target),
  ADD CONSTRAINT indicator_content_target_bounded
    CHECK (abs(target) < 1000000000000000 AND scale(target) <= 4)
"""
PAD = """
ALTER TABLE indicator_content
  DROP CONSTRAINT indicator_content_target_bounded,
  ALTER COLUMN target TYPE numeric(19, 4)
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_guards")]

    operations = [
        migrations.RunSQL(
            KEEP,
            PAD,
            state_operations=[
                migrations.AlterField(
                    model_name="indicatorcontent",
                    name="target",
                    field=kinerja.foundation.fields.TypedDecimalField(
                        blank=True, decimal_places=4, max_digits=19, null=True
                    ),
                )
            ],
        )
    ]
