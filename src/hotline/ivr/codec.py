"""Inputs, orders and runs as JSON and back. Secret fields are never written; reading leaves them empty."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Final, get_args, get_origin, get_type_hints

from hotline.ivr import run, vocabulary

WORD: Final = "word"

_CLASSES: Final[dict[str, type[Any]]] = {
    cls.__name__: cls
    for module in (vocabulary, run)
    for cls in vars(module).values()
    if isinstance(cls, type) and is_dataclass(cls) and cls.__module__ == module.__name__
}

_OPEN_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(f.name for f in fields(cls) if not f.metadata.get(vocabulary.MEMORY_ONLY))
    for name, cls in _CLASSES.items()
}
_HINTS: Final[dict[str, dict[str, Any]]] = {name: get_type_hints(cls) for name, cls in _CLASSES.items()}


class CodecError(ValueError):
    """The JSON was not written by `to_json` of a version this code can read."""


def to_json(value: object) -> dict[str, Any]:
    """Return `value` (an input, an order, an utterance or a run) as a JSON object whose `word` names its class.

    Secret fields are left out. Raises CodecError where `value` is none of these.
    """
    cls = _CLASSES.get(type(value).__name__)
    if cls is None or cls is not type(value):
        raise CodecError(f"not a word of the flow vocabulary: {type(value).__name__}")
    return {WORD: cls.__name__, **{name: _plain(getattr(value, name)) for name in _OPEN_FIELDS[cls.__name__]}}


def from_json(data: Mapping[str, Any]) -> Any:
    """Return the value that `to_json` wrote. Raises CodecError where it cannot be read."""
    cls = _CLASSES.get(str(data.get(WORD)))
    if cls is None:
        raise CodecError(f"unknown word {data.get(WORD)!r}")
    hints = _HINTS[cls.__name__]
    try:
        return cls(**{name: _typed(hints[name], data[name]) for name in _OPEN_FIELDS[cls.__name__] if name in data})
    except (TypeError, ValueError) as error:
        raise CodecError(f"cannot read {cls.__name__}: {error}") from error


def _plain(value: object) -> object:
    if is_dataclass(value):
        return to_json(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Enum):
        return value.value
    return value


def _typed(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin is Mapping:
        return dict(value)
    if origin is tuple:
        return tuple(_typed(get_args(hint)[0], part) for part in value)
    if isinstance(value, dict):
        return from_json(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return float(value) if hint is float else value
