from django.db import migrations, models


class Migration(migrations.Migration):
    """An indicator of a draft names from where it takes its realization, so both agree on it."""

    dependencies = [("plans", "0003_typed_targets")]
    operations = [
        migrations.AddField(
            model_name="indicatorcontent",
            name="source",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
