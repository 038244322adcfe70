from django.db import migrations, models


class Migration(migrations.Migration):
    """A line in a language of the region for the posters of surveys."""

    dependencies = [("city", "0001_initial")]
    operations = [
        migrations.AddField(
            "city", "poster_line", models.TextField(blank=True, db_default="", default="")
        )
    ]
