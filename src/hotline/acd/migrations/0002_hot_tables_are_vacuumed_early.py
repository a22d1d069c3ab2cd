"""Dead rows at the head of the queue's index ruin matching: clean these tables long before the default fifth."""

from django.db import migrations

_TABLES = ("queue_item", "agent_desk", "offer")


class Migration(migrations.Migration):
    dependencies = [("acd", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500)",
            reverse_sql=f"ALTER TABLE {table} RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)",
        )
        for table in _TABLES
    ]
