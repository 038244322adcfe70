from django.db import migrations, models

SERIAL = "CREATE SEQUENCE issued_document_serial"


class Migration(migrations.Migration):
    """Issued documents and the serial of their numbers."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="IssuedDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.CharField(max_length=16, unique=True)),
                ("kind", models.TextField()),
                ("title", models.TextField()),
                ("number", models.TextField()),
                ("version", models.PositiveIntegerField()),
                ("subject_kind", models.TextField()),
                ("subject_id", models.BigIntegerField()),
                ("edition", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("template_version", models.TextField()),
                ("fingerprint", models.CharField(max_length=24)),
                ("sha256", models.BinaryField(max_length=32)),
                ("pdf", models.BinaryField()),
                ("issued_at", models.DateTimeField()),
                ("issued_by_id", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "issued_document",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number", "version"), name="issued_document_number_version_once"
                    ),
                    models.UniqueConstraint(
                        fields=("subject_kind", "subject_id", "kind", "version"),
                        name="issued_document_version_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="issued_document_version_counts_from_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("public_id__regex", "^[A-Z2-7]{16}$")),
                        name="issued_document_public_id_is_base32",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fingerprint__regex", "^([A-Z2-7]{4}-){4}[A-Z2-7]{4}$")
                        ),
                        name="issued_document_fingerprint_is_base32",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SERIAL, "DROP SEQUENCE issued_document_serial"),
    ]
