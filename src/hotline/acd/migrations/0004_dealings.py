"""Notes on tries to call back, and which voice messages have been dealt with."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acd", "0003_desk_phone_changed_at"),
        ("inquiries", "0002_inquiry_number_sequence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="callbackattempt",
            name="note",
            field=models.BinaryField(help_text="what was said, encrypted", null=True),
        ),
        migrations.AlterField(
            model_name="callbackattempt",
            name="result",
            field=models.CharField(
                choices=[
                    ("reached", "接通 Reached"),
                    ("no_answer", "无人接听 No answer"),
                    ("busy", "占线 Busy"),
                    ("failed", "失败 Failed"),
                    ("interrupted", "中断 Interrupted"),
                    ("settled", "不需再回 No call needed"),
                ],
                max_length=11,
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="VoiceMessageDone",
            fields=[
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="done",
                        serialize=False,
                        to="inquiries.message",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("note", models.BinaryField(help_text="what was done, encrypted", null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voice_messages_done",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "voice_message_done"},
        ),
    ]
