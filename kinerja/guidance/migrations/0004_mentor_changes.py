import django.db.models.deletion
from django.db import migrations, models

STATES = [
    ("OFFERED", "Diusulkan"),
    ("RUNNING", "Berjalan"),
    ("FINISHED", "Selesai"),
    ("DECLINED", "Tidak dimulai"),
    ("STOPPED", "Dihentikan"),
    ("LAPSED", "Ditarik"),
]
OFFERS = ["OFFERED", "DECLINED", "LAPSED"]
WAITING = ["OFFERED", "LAPSED"]


def person(name):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to="organization.employee"
    )


class Migration(migrations.Migration):
    """Who guided before stays known; an offer may be withdrawn.

    A table of a few hundred rows: its constraints are read again in a moment, under the time that
    the migrating role waits for a lock at most.
    """

    dependencies = [("guidance", "0003_statements"), ("organization", "0004_counselors")]

    operations = [
        migrations.CreateModel(
            name="MentorChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("changed_by", person("+")),
                ("former", person("+")),
                (
                    "guidance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentor_changes",
                        to="guidance.guidance",
                    ),
                ),
                ("mentor", person("+")),
            ],
            options={
                "db_table": "guidance_mentor_change",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mentor", models.F("former")), _negated=True),
                        name="guidance_mentor_change_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="guidance_mentor_change_says_why",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint("guidance", "guidance_decided_by_a_person"),
        migrations.RemoveConstraint("guidance", "guidance_running_has_aim_mentor_and_days"),
        migrations.RemoveConstraint("guidance", "guidance_state_known"),
        migrations.RemoveConstraint("guidance", "guidance_by_hand_is_never_an_offer"),
        migrations.AlterField(
            model_name="guidance",
            name="state",
            field=models.CharField(choices=STATES, max_length=8),
        ),
        migrations.AddConstraint(
            model_name="guidance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by", None), ("state__in", WAITING)),
                    models.Q(
                        models.Q(("state__in", WAITING), _negated=True),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="guidance_decided_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", OFFERS),
                    models.Q(
                        ("ends_on__gt", models.F("starts_on")),
                        ("mentor__isnull", False),
                        ("starts_on__isnull", False),
                        models.Q(("aim", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="guidance_running_has_aim_mentor_and_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["OFFERED", "RUNNING", "FINISHED", "DECLINED", "STOPPED", "LAPSED"],
                    )
                ),
                name="guidance_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("trigger", "LOW_GRADE"),
                    models.Q(("state__in", OFFERS), _negated=True),
                    _connector="OR",
                ),
                name="guidance_by_hand_is_never_an_offer",
            ),
        ),
    ]
