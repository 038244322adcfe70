from django.db import migrations

# What a night has moved lies in the file of its table, in the order of its coming, until a vacuum:
# here the first dead row calls one. During the day no row of the inbox dies.
SWEPT = """
ALTER TABLE survey_inbox SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
ALTER TABLE survey_comment SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
"""
AS_OTHERS = """
ALTER TABLE survey_inbox RESET (autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor);
ALTER TABLE survey_comment RESET (autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor);
"""


class Migration(migrations.Migration):
    """Old rows of answers and comments go a minute after their night."""

    dependencies = [("surveys", "0006_closed_figures")]
    operations = [migrations.RunSQL(SWEPT, AS_OTHERS)]
