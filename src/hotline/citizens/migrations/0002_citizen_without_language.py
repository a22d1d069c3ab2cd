"""Never written. A telephone is often shared by a family: every call begins in both languages and is asked anew."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0001_initial"),
    ]

    operations = [
        migrations.RemoveField(model_name="citizen", name="language"),
    ]
