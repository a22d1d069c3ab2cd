"""The report counts all queues by one limit of its own: a limit for each queue, which nothing read, goes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acd", "0004_dealings"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="queue",
            name="queue_limits_positive",
        ),
        migrations.RemoveField(
            model_name="queue",
            name="service_level_seconds",
        ),
        migrations.AddConstraint(
            model_name="queue",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_wait_seconds__gt", 0), ("ring_seconds__gt", 0)), name="queue_limits_positive"
            ),
        ),
    ]
