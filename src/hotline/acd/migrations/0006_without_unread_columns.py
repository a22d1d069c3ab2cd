"""Nothing read why an offer was over beside its state, nor what kind of thing waits: only calls do."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("acd", "0005_queue_without_service_level"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="queueitem", name="queue_item_kind_known"),
        migrations.RemoveField(model_name="offer", name="why"),
        migrations.RemoveField(model_name="queueitem", name="kind"),
    ]
