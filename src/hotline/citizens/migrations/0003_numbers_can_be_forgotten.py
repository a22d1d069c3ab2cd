"""A number whose keeping time is over loses digest and cipher; call-backs and looks at it keep their row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0002_citizen_without_language"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contactpoint", name="digest", field=models.CharField(max_length=64, null=True)
        ),
        migrations.AlterField(model_name="contactpoint", name="cipher", field=models.BinaryField(null=True)),
        migrations.AddIndex(
            model_name="contactpoint",
            index=models.Index(
                condition=models.Q(("cipher__isnull", False)), fields=["purge_after"], name="contact_point_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cipher__isnull", True), ("digest__isnull", True)),
                    models.Q(("cipher__isnull", False), ("digest__isnull", False)),
                    _connector="OR",
                ),
                name="contact_point_known_or_forgotten",
            ),
        ),
    ]
