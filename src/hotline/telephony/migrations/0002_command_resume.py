"""The wish to come back from hold has the name that the desk and the time line give it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("telephony", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="command",
            name="kind",
            field=models.CharField(choices=[("hold", "hold"), ("resume", "resume")], max_length=10),
        ),
    ]
