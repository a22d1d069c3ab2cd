"""What kinds of entries there are, whom they are for, who may read them, and how plainly they speak."""

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


class Secrecy(TextChoices):
    """Who may read an entry."""

    PUBLIC = "public", "公开 Public"
    STAFF = "staff", "仅供坐席 Advisers only"


class Level(TextChoices):
    """How plainly a text speaks: as a document does, as people do, in the simplest sentences there are."""

    OFFICIAL = "official", "规范表述 Official"
    PLAIN = "plain", "通俗 Plain"
    VERY_PLAIN = "very_plain", "极简 Very plain"
