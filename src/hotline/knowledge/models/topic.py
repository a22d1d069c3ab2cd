"""A place in the tree of topics."""

from django.db import models


class Topic(models.Model):
    """A topic, named by its path (`insurance/pension`); the part before the last slash is its parent."""

    path = models.CharField(primary_key=True, max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    field = models.PositiveSmallIntegerField(help_text="first digit of the codes below this topic")
    title_zh = models.CharField(max_length=40)
    title_en = models.CharField(max_length=60)
    words = models.JSONField(default=list, help_text="life events and everyday words, both languages")
    place = models.PositiveSmallIntegerField(help_text="order in lists, counted through the whole tree")

    class Meta:
        db_table = "topic"
        ordering = ["place"]

    def __str__(self) -> str:
        return self.path
