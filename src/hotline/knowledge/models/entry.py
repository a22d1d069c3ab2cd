"""An entry: one piece of knowledge, whatever its versions say."""

from django.db import models

from hotline.kernel.ids import new_id
from hotline.knowledge.kinds import Audience, Kind, Secrecy

from .topic import Topic


class Entry(models.Model):
    """What stays the same while versions follow one another. `rank` 1 is the most asked; ranks are distinct."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="entries")
    region = models.CharField(max_length=60, default="cn", help_text="a path: cn, or cn/city")
    owner = models.CharField(max_length=40, blank=True, help_text="the bureau or section that answers for it")
    secrecy = models.CharField(max_length=10, choices=Secrecy.choices, default=Secrecy.PUBLIC)
    rank = models.PositiveIntegerField()
    changed_at = models.DateTimeField(help_text="last change of this row; tells the search index that it is old")

    class Meta:
        db_table = "entry"
        ordering = ["rank"]
        constraints = [
            # Deferred: a load that swaps two ranks is judged when it is whole.
            models.UniqueConstraint(fields=["rank"], name="entry_rank_once", deferrable=models.Deferrable.DEFERRED),
            models.CheckConstraint(condition=models.Q(rank__gt=0), name="entry_rank_from_one"),
        ]

    def __str__(self) -> str:
        return self.slug
