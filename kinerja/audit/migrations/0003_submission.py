from django.db import migrations, models


class Migration(migrations.Migration):
    """The keys of forms that were sent."""

    dependencies = [("audit", "0002_trails")]
    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.BigIntegerField()),
                ("at", models.DateTimeField(db_index=True)),
                ("location", models.TextField(default="")),
            ],
            options={"db_table": "submission"},
        )
    ]
