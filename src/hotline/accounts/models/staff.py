"""A member of staff."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from hotline.kernel.ids import new_id


class Role(models.TextChoices):
    """What a member of staff does. One each; rights follow from it."""

    ADVISER = "adviser", "坐席 Adviser"
    SUPERVISOR = "supervisor", "班长 Supervisor"
    EDITOR = "editor", "知识编辑 Editor"
    INSPECTOR = "inspector", "质检 Quality inspector"
    MANAGER = "manager", "管理 Manager"
    ADMINISTRATOR = "administrator", "管理员 Administrator"


class Staff(AbstractUser):
    """Somebody who signs in. `extension` names the person's telephone account at the engine."""

    id = models.UUIDField(primary_key=True, default=new_id)
    display_name = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.ADVISER)
    work_number = models.CharField(max_length=10, unique=True, help_text="工号: what the citizen is told")
    language = models.CharField(max_length=2, choices=[("zh", "中文"), ("en", "English")], default="zh")

    class Meta:
        db_table = "staff"

    def __str__(self) -> str:
        return f"{self.display_name} ({self.work_number})"

    @property
    def extension(self) -> str:
        """The name of this person's SIP account."""
        return f"a{self.work_number}"
