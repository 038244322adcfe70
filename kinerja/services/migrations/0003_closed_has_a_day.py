from django.db import migrations, models
from django.db.models import F, Q

NAME = "public_service_closed_on_iff_closed"


class Migration(migrations.Migration):
    """A closed service without a day passed: a comparison with nothing is not false."""

    dependencies = [("services", "0002_guards")]
    operations = [
        migrations.RemoveConstraint(model_name="service", name=NAME),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=Q(state="OPEN", closed_on=None)
                | Q(state="CLOSED", closed_on__isnull=False, closed_on__gte=F("opened_on")),
                name=NAME,
            ),
        ),
    ]
