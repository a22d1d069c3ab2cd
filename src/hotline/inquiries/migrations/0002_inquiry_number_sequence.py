"""The running part of public inquiry numbers: a sequence, so that no caller waits for another's number."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="CREATE SEQUENCE inquiry_number AS bigint",
            reverse_sql="DROP SEQUENCE inquiry_number",
        ),
    ]
