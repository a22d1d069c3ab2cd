"""A service guide (办事指南): everything someone must know to have a thing done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .bilingual import Bilingual

WAYS = {
    "window": Bilingual(zh="窗口办理", en="At the window"),
    "post": Bilingual(zh="邮寄办理", en="By post"),
    "online": Bilingual(zh="网上办理", en="On the Internet"),
}
"""The ways of having something done, in the order in which a guide shows them."""


@dataclass(frozen=True, slots=True)
class Material:
    """One paper to bring: how many originals, how many copies, and the name of the form where it is one."""

    name: Bilingual
    originals: int
    copies: int
    form: str = ""

    def to_json(self) -> dict[str, Any]:
        """The form kept in a version's content."""
        return {
            "name": self.name.to_json(),
            "originals": self.originals,
            "copies": self.copies,
            "form": self.form,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Material":
        """Read back what `to_json` wrote."""
        return cls(
            name=Bilingual.from_json(raw["name"]),
            originals=raw["originals"],
            copies=raw["copies"],
            form=raw.get("form", ""),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is done: name, address, hours, telephone."""

    name: Bilingual
    address: Bilingual
    hours: Bilingual
    telephone: str

    def to_json(self) -> dict[str, Any]:
        """The form kept in a version's content."""
        return {
            "name": self.name.to_json(),
            "address": self.address.to_json(),
            "hours": self.hours.to_json(),
            "telephone": self.telephone,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Place":
        """Read back what `to_json` wrote."""
        return cls(
            name=Bilingual.from_json(raw["name"]),
            address=Bilingual.from_json(raw["address"]),
            hours=Bilingual.from_json(raw["hours"]),
            telephone=raw["telephone"],
        )


@dataclass(frozen=True, slots=True)
class Guide:
    """All fields of a guide. `steps` holds the ways that exist, by the keys of `WAYS`."""

    who: tuple[Bilingual, ...]
    conditions: tuple[Bilingual, ...]
    materials: tuple[Material, ...]
    steps: Mapping[str, tuple[Bilingual, ...]]
    time_limit_law: Bilingual
    time_limit_promised: Bilingual
    fee: Bilingual
    fee_basis: Bilingual
    places: tuple[Place, ...]
    result: Bilingual
    appeal: Bilingual
    complaint: Bilingual

    def texts(self) -> Iterable[Bilingual]:
        """Every text of the guide, in the order in which it is shown."""
        yield from self.who
        yield from self.conditions
        for material in self.materials:
            yield material.name
        for way in WAYS:
            yield from self.steps.get(way, ())
        yield from (self.time_limit_law, self.time_limit_promised, self.fee, self.fee_basis)
        for place in self.places:
            yield from (place.name, place.address, place.hours)
        yield from (self.result, self.appeal, self.complaint)

    def with_texts(self, change: Callable[[Bilingual], Bilingual]) -> "Guide":
        """The same guide with every text that `texts` gives changed so."""
        return replace(
            self,
            who=tuple(change(text) for text in self.who),
            conditions=tuple(change(text) for text in self.conditions),
            materials=tuple(replace(material, name=change(material.name)) for material in self.materials),
            steps={way: tuple(change(text) for text in steps) for way, steps in self.steps.items()},
            places=tuple(
                replace(place, name=change(place.name), address=change(place.address), hours=change(place.hours))
                for place in self.places
            ),
            **{name: change(getattr(self, name)) for name in SINGLE_TEXTS},
        )

    def to_json(self) -> dict[str, Any]:
        """The form kept in a version's content."""
        return {
            "who": [text.to_json() for text in self.who],
            "conditions": [text.to_json() for text in self.conditions],
            "materials": [material.to_json() for material in self.materials],
            "steps": {way: [text.to_json() for text in self.steps[way]] for way in WAYS if way in self.steps},
            **{name: getattr(self, name).to_json() for name in SINGLE_TEXTS},
            "places": [place.to_json() for place in self.places],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Guide":
        """Read back what `to_json` wrote."""
        return cls(
            who=_texts(raw["who"]),
            conditions=_texts(raw["conditions"]),
            materials=tuple(Material.from_json(row) for row in raw["materials"]),
            steps={way: _texts(rows) for way, rows in raw["steps"].items()},
            places=tuple(Place.from_json(row) for row in raw["places"]),
            **{name: Bilingual.from_json(raw[name]) for name in SINGLE_TEXTS},
        )


SINGLE_TEXTS = ("time_limit_law", "time_limit_promised", "fee", "fee_basis", "result", "appeal", "complaint")
"""The fields of a guide that are one text each."""


def _texts(rows: Iterable[Mapping[str, Any]]) -> tuple[Bilingual, ...]:
    return tuple(Bilingual.from_json(row) for row in rows)
