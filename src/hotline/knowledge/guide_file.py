"""The field `guide` of an entry file."""

from .bilingual import Bilingual
from .front_matter import FrontMatter
from .guide import SINGLE_TEXTS, WAYS, Guide, Material, Place

_FIELDS = ("who", "conditions", "materials", "steps", "places", *SINGLE_TEXTS)
_TELEPHONE = r"[0-9+() -]{3,30}"


def guide_parse(fields: FrontMatter) -> Guide:
    """The guide in these fields; what is missing is a fault of `fields`."""
    fields.only(_FIELDS)
    return Guide(
        who=fields.texts("who", missing=Bilingual(zh="写明谁可以办。", en="Say who may apply.")),
        conditions=fields.texts("conditions", missing=Bilingual(zh="写明办理条件。", en="Give the conditions.")),
        materials=fields.rows("materials", _material, missing=Bilingual(zh="列出材料。", en="List the papers needed.")),
        steps=_steps(fields.inside("steps")),
        places=fields.rows("places", _place, missing=Bilingual(zh="写明办理地点。", en="Say where it is done.")),
        **{name: fields.both(name) for name in SINGLE_TEXTS},
    )


def _material(row: FrontMatter) -> Material:
    row.only(("name", "originals", "copies", "form"))
    material = Material(
        name=row.both("name"),
        originals=row.count("originals", at_least=0, default=0),
        copies=row.count("copies", at_least=0, default=0),
        form=row.matching("form", r"[^\n]{0,80}", "写表格的名称。", "Give the name of the form.", default=""),
    )
    if material.originals + material.copies == 0:
        row.fault("originals", "原件或复印件至少要一份。", "At least one original or copy.")
    return material


def _steps(fields: FrontMatter) -> dict[str, tuple[Bilingual, ...]]:
    fields.only(WAYS)
    if not fields.front:
        fields.fault("window", "至少写一种办理方式的步骤。", "Give the steps of at least one way.")
    missing = Bilingual(zh="写出每一步，没有这种方式就删除。", en="Write each step, or remove this way.")
    return {way: fields.texts(way, missing=missing) for way in WAYS if way in fields.front}


def _place(row: FrontMatter) -> Place:
    row.only(("name", "address", "hours", "telephone"))
    return Place(
        name=row.both("name"),
        address=row.both("address"),
        hours=row.both("hours"),
        telephone=row.matching("telephone", _TELEPHONE, "写带引号的电话号码。", "Write a telephone number in quotes."),
    )
