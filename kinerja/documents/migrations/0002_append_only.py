from django.db import migrations

TAKE = "REVOKE UPDATE, DELETE, TRUNCATE ON issued_document FROM kinerja_app"
GIVE_BACK = "GRANT UPDATE, DELETE ON issued_document TO kinerja_app"


class Migration(migrations.Migration):
    """The application adds and reads issued documents; it never changes one."""

    dependencies = [("documents", "0001_initial"), ("audit", "0001_privileges")]
    operations = [migrations.RunSQL(TAKE, GIVE_BACK)]
