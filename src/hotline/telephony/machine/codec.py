"""A call's state as JSON and back. The schema version lets a newer switchboard read what an older one wrote."""

from dataclasses import asdict, fields
from typing import Any

from hotline.ivr import codec as ivr_codec

from .state import Call, Phase, Ringing, Talk

SCHEMA = 3
_PARTS: dict[str, type] = {"ringing": Ringing, "talk": Talk}


class StateUnreadableError(ValueError):
    """The state was written by a schema that this switchboard does not know."""


def to_json(call: Call) -> dict[str, Any]:
    """The state as it is stored. The flow's secret fields are left out by its own codec."""
    written: dict[str, Any] = {f.name: getattr(call, f.name) for f in fields(call)}
    written["phase"] = call.phase.value
    written["run"] = ivr_codec.to_json(call.run)
    for name in _PARTS:
        part = getattr(call, name)
        written[name] = asdict(part) if part else None
    return written


def from_json(data: dict[str, Any], *, schema: int) -> Call:
    """What `to_json` wrote. Raises StateUnreadableError for another schema."""
    if schema != SCHEMA:
        raise StateUnreadableError(f"call state of schema {schema}; this switchboard reads {SCHEMA}")
    values = dict(data)
    values["phase"] = Phase(values["phase"])
    values["run"] = ivr_codec.from_json(values["run"])
    for name, part in _PARTS.items():
        values[name] = part(**values[name]) if values[name] else None
    return Call(**values)
