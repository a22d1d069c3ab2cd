"""What kinds of entries there are, and whom they are for."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What an entry is for its reader."""

    ANSWER = "answer", "问答 Answer"
    GUIDE = "guide", "办事指南 Guide"
    POLICY = "policy", "政策 Policy"


class Audience(TextChoices):
    """Whom an entry is written for."""

    CITIZEN = "citizen", "个人 Citizens"
    EMPLOYER = "employer", "单位 Employers"
    BOTH = "both", "个人和单位 Both"
