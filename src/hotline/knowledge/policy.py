"""A policy document: what it is called and numbered, what it says article by article, what it takes out of force."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class PolicyArticle:
    """One article in our own words. `number` is named as entries name it in their basis."""

    number: Bilingual
    gist: Bilingual

    def to_json(self) -> dict[str, Any]:
        """The form kept in a version's content."""
        return {"number": self.number.to_json(), "gist": self.gist.to_json()}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "PolicyArticle":
        """Read back what `to_json` wrote."""
        return cls(number=Bilingual.from_json(raw["number"]), gist=Bilingual.from_json(raw["gist"]))


@dataclass(frozen=True, slots=True)
class LawVersion:
    """A law in the version of that day, as a basis names it."""

    law: Bilingual
    version: date

    def to_json(self) -> dict[str, Any]:
        """The form kept in a version's content."""
        return {"law": self.law.to_json(), "version": self.version.isoformat()}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "LawVersion":
        """Read back what `to_json` wrote."""
        return cls(law=Bilingual.from_json(raw["law"]), version=date.fromisoformat(raw["version"]))


@dataclass(frozen=True, slots=True)
class Policy:
    """All fields of a policy document. `document` is the name by which entries rest on it."""

    document: LawVersion
    number: Bilingual
    issuer: Bilingual
    issued_on: date
    effective_on: date
    articles: tuple[PolicyArticle, ...]
    repeals: tuple[LawVersion, ...]

    def texts(self) -> Iterable[Bilingual]:
        """What the articles say, in their order."""
        for article in self.articles:
            yield article.gist

    def with_texts(self, change: Callable[[Bilingual], Bilingual]) -> "Policy":
        """The same document with every text that `texts` gives changed so."""
        return replace(self, articles=tuple(replace(row, gist=change(row.gist)) for row in self.articles))

    def to_json(self) -> dict[str, Any]:
        """The form kept in a version's content."""
        return {
            "document": self.document.to_json(),
            "number": self.number.to_json(),
            "issuer": self.issuer.to_json(),
            "issued_on": self.issued_on.isoformat(),
            "effective_on": self.effective_on.isoformat(),
            "articles": [article.to_json() for article in self.articles],
            "repeals": [law.to_json() for law in self.repeals],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Policy":
        """Read back what `to_json` wrote."""
        return cls(
            document=LawVersion.from_json(raw["document"]),
            number=Bilingual.from_json(raw["number"]),
            issuer=Bilingual.from_json(raw["issuer"]),
            issued_on=date.fromisoformat(raw["issued_on"]),
            effective_on=date.fromisoformat(raw["effective_on"]),
            articles=tuple(PolicyArticle.from_json(row) for row in raw["articles"]),
            repeals=tuple(LawVersion.from_json(row) for row in raw["repeals"]),
        )
