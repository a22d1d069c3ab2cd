"""The fields of one node as a flow file writes them, read with a fault said for each that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hotline.ivr.problems import Problem
from hotline.ivr.vocabulary import KEYS

_COMMON: Final = frozenset({"verb", "because"})


@dataclass
class Fields:
    """One node's fields. Every method reads one field, notes that it is known, and adds a problem where it is wrong."""

    file: str
    node: str
    raw: Mapping[str, Any]
    problems: list[Problem]
    _known: set[str] = field(default_factory=lambda: set(_COMMON))

    def fault(self, code: str, *, zh: str, en: str) -> None:
        """Add a problem of this node."""
        self.problems.append(Problem(code, self.file, self.node, zh, en))

    def text(self, name: str, *, default: str | None = None, one_of: tuple[str, ...] = ()) -> str:
        """Read a word; without a default it must be there."""
        value = self._value(name, default)
        if value is None:
            self._missing(name)
            return ""
        if not isinstance(value, str) or (one_of and value not in one_of):
            choice = ", ".join(one_of)
            self.fault(
                "wrong_value",
                zh=f"字段 {name} 的值 {value!r} 不对，请填写{'：' + choice if choice else '文字'}",
                en=f"field {name} has the wrong value {value!r}; write {'one of: ' + choice if choice else 'a word'}",
            )
            return one_of[0] if one_of else ""
        return value

    def target(self, name: str, *, default: str | None = None) -> str:
        """Read the name of the node to go to."""
        value = self._value(name, default)
        if value is None and name not in self.raw:
            self.fault(
                "dead_end",
                zh=f"此处走不下去：缺少字段 {name}，请写明接下来到哪个节点",
                en=f"dead end: field {name} is missing; write which node comes next",
            )
            return ""
        if not isinstance(value, str) or not value.strip():
            self.fault(
                "empty_target",
                zh=f"字段 {name} 没有写明目标，请填写节点名",
                en=f"field {name} has an empty target; write the name of a node",
            )
            return ""
        return value

    def keys(self, name: str, *, required: bool) -> dict[str, str]:
        """Read a table from key to target."""
        raw = self._value(name, None if required else {})
        if raw is None or (required and not raw):
            self._missing(name)
            return {}
        if not isinstance(raw, Mapping):
            self._not_a_table(name)
            return {}
        return {key: target for key, target in (self._key(name, k, t) for k, t in raw.items()) if key and target}

    def prompts(self, name: str = "prompts", *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Read a list of prompt names; without a default there must be one at least."""
        raw = self._value(name, default)
        names = [raw] if isinstance(raw, str) else raw
        if not isinstance(names, list | tuple) or not all(isinstance(n, str) and n for n in names):
            names = None
        if names is None or (not names and default is None):
            self.fault(
                "no_prompts",
                zh=f"字段 {name} 应为语音名称的列表，至少一个",
                en=f"field {name} must be a list of prompt names, one at least",
            )
            return ()
        return tuple(names)

    def seconds(self, name: str, *, default: float, most: float = 600) -> float:
        """Read a time in seconds, more than 0 and at most `most`."""
        return self._number(name, default, least=0.1, most=most)

    def count(self, name: str, *, default: int, most: int) -> int:
        """Read a whole number from 1 to `most`."""
        value = self._number(name, default, least=1, most=most)
        if value != int(value):
            self._out_of_range(name, value, least=1, most=most)
        return int(value)

    def flag(self, name: str) -> bool:
        """Read true or false; false where it is not there."""
        value = self._value(name, False)
        if not isinstance(value, bool):
            self.fault(
                "wrong_value",
                zh=f"字段 {name} 的值 {value!r} 不对，请填写 true 或 false",
                en=f"field {name} has the wrong value {value!r}; write true or false",
            )
        return value is True

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """Read a list of tables, one at least."""
        raw = self._value(name, None)
        if raw is None or not isinstance(raw, list) or not raw or not all(isinstance(r, Mapping) for r in raw):
            self.fault(
                "wrong_value",
                zh=f"字段 {name} 应为列表，至少一行",
                en=f"field {name} must be a list with one row at least",
            )
            return []
        return raw

    def because(self) -> str:
        """Read why a caller who comes this way wants an adviser."""
        return self.text("because", default="")

    def finish(self) -> None:
        """Add a problem for every field that no method has read."""
        for name in self.raw:
            if name not in self._known:
                self.fault(
                    "unknown_field",
                    zh=f"动词 {self.raw.get('verb')} 没有字段 {name}，请改正或删去；可用字段：{self._known_list()}",
                    en=f"verb {self.raw.get('verb')} has no field {name}; correct or remove it; "
                    f"it knows: {self._known_list()}",
                )

    def _value(self, name: str, default: Any) -> Any:
        self._known.add(name)
        return self.raw.get(name, default)

    def _known_list(self) -> str:
        return ", ".join(sorted(self._known))

    def _key(self, name: str, key: object, target: object) -> tuple[str, str]:
        key = str(key)
        if key not in KEYS:
            self.fault(
                "unknown_key",
                zh=f"字段 {name} 中的 {key!r} 不是电话按键，请用 0 至 9、* 或 #",
                en=f"{key!r} in field {name} is no key of a telephone; use 0 to 9, * or #",
            )
        if not isinstance(target, str) or not target.strip():
            self.fault(
                "empty_target",
                zh=f"字段 {name} 中按键 {key} 没有写明目标，请填写节点名",
                en=f"key {key} in field {name} has an empty target; write the name of a node",
            )
            return key, ""
        return key, target

    def _number(self, name: str, default: float, *, least: float, most: float) -> float:
        value = self._value(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self._out_of_range(name, value, least=least, most=most)
            return default
        return value

    def _out_of_range(self, name: str, value: object, *, least: float, most: float) -> None:
        self.fault(
            "out_of_range",
            zh=f"字段 {name} 的值 {value!r} 超出范围，请填写 {least:g} 至 {most:g} 的数",
            en=f"field {name} is {value!r}; write a number from {least:g} to {most:g}",
        )

    def _missing(self, name: str) -> None:
        self.fault("missing_field", zh=f"缺少字段 {name}，请补上", en=f"field {name} is missing; add it")

    def _not_a_table(self, name: str) -> None:
        self.fault(
            "wrong_value",
            zh=f"字段 {name} 应为对照表，且不得为空",
            en=f"field {name} must be a table and not empty",
        )
