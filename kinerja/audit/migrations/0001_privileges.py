from django.db import migrations

GRANTS = """
GRANT USAGE ON SCHEMA public TO kinerja_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO kinerja_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO kinerja_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kinerja_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO kinerja_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM kinerja_app;
"""


class Migration(migrations.Migration):
    """What the application may do: everything on rows, nothing on tables; each trail takes rights away later."""

    dependencies = []
    operations = [migrations.RunSQL(GRANTS, migrations.RunSQL.noop)]
