"""Drafts to publish in tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.drafts import Basis, EntryDraft
from hotline.knowledge.models import Topic

DRAFT = EntryDraft(
    code="1001",
    slug="benefit",
    kind="answer",
    topic="insurance/unemployment",
    audience="citizen",
    rank=1,
    valid_from=date(2020, 1, 1),
    valid_to=None,
    title=Bilingual(zh="怎样领失业金", en="Claiming benefit"),
    basis=(
        Basis(
            law=Bilingual(zh="社会保险法", en="Social Insurance Law"),
            version=date(2018, 12, 29),
            article=Bilingual(zh="第四十五条", en="Article 45"),
        ),
    ),
    words=("失业金", "unemployment benefit"),
    bodies={"zh": ("可以领。", "先登记。", "再申请。"), "en": ("Yes.", "Register first.", "Then apply.")},
)


def draft(**changes: Any) -> EntryDraft:
    """The usual draft with these fields changed."""
    return replace(DRAFT, **changes)


def said(text: str) -> dict[str, tuple[str, ...]]:
    """Bodies whose answer is this text, in both languages."""
    return {"zh": (text, "二。", "三。"), "en": (text, "Two.", "Three.")}


def topics_make() -> None:
    """The topics that drafts name."""
    Topic.objects.create(path="insurance", field=1, title_zh="社会保险", title_en="Insurance", words=[], place=1)
    Topic.objects.create(
        path="insurance/unemployment",
        parent_id="insurance",
        field=1,
        title_zh="失业保险",
        title_en="Unemployment insurance",
        words=["下岗"],
        place=2,
    )
