"""A desk knows since when its telephone can be reached, or cannot."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("acd", "0002_hot_tables_are_vacuumed_early")]

    operations = [
        migrations.AddField(
            model_name="agentdesk",
            name="phone_changed_at",
            field=models.DateTimeField(db_default=Now(), help_text="since when the telephone is reachable, or is not"),
        ),
        migrations.AlterField(
            model_name="agentdesk",
            name="phone_changed_at",
            field=models.DateTimeField(help_text="since when the telephone is reachable, or is not"),
        ),
    ]
