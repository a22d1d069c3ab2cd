"""The field `policy` of an entry file."""

from datetime import date

from .bilingual import Bilingual
from .front_matter import FrontMatter
from .policy import LawVersion, Policy, PolicyArticle

_FIELDS = ("law", "version", "number", "issuer", "issued_on", "effective_on", "articles", "repeals")


def policy_parse(fields: FrontMatter) -> Policy:
    """The policy document in these fields; what is missing is a fault of `fields`."""
    fields.only(_FIELDS)
    policy = Policy(
        document=_law_version(fields),
        number=fields.both("number"),
        issuer=fields.both("issuer"),
        issued_on=fields.day("issued_on", may_be_empty=False) or date.min,
        effective_on=fields.day("effective_on", may_be_empty=False) or date.min,
        articles=fields.rows(
            "articles", _article, missing=Bilingual(zh="至少写一条。", en="Give at least one article.")
        ),
        repeals=fields.rows("repeals", _law_version, missing=None),
    )
    if policy.effective_on < policy.issued_on:
        # Rules that reach back exist, but a slip of the year is much more frequent.
        fields.fault("effective_on", "施行日早于公布日，请核对。", "It is before the day of issue: check both.")
    if policy.document in policy.repeals:
        fields.fault("repeals", "文件不能废止自己。", "A document cannot repeal itself.")
    return policy


def _article(row: FrontMatter) -> PolicyArticle:
    row.only(("number", "gist"))
    return PolicyArticle(number=row.both("number"), gist=row.both("gist"))


def _law_version(row: FrontMatter) -> LawVersion:
    return LawVersion(law=row.both("law"), version=row.day("version", may_be_empty=False) or date.min)
