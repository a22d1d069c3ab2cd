"""Never written: what is due lies with what was promised, `callback.not_after`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("inquiries", "0002_inquiry_number_sequence"),
    ]

    operations = [
        migrations.RemoveField(model_name="inquiry", name="due_at"),
    ]
