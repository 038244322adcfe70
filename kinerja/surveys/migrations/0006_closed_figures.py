from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0005_paperimport")]

    operations = [
        migrations.AddField(
            model_name="index",
            name="is_closed",
            field=models.BooleanField(default=False, db_default=False),
        ),
    ]
