"""Read a flow file: YAML to data, data to nodes, with every fault said at once."""

from collections.abc import Hashable, Mapping
from typing import Any, Final

import yaml

from hotline.ivr.fields import Fields
from hotline.ivr.flow import Flow
from hotline.ivr.node import Node
from hotline.ivr.problems import FlowRefusedError, Problem
from hotline.ivr.verbs import VERBS
from hotline.ivr.verbs.language import LANGUAGES

_TOP: Final = ("flow", "language", "start", "nodes")


class _Twice(yaml.YAMLError):
    """A key stands twice in one table: YAML itself would silently keep the last."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


class _Loader(yaml.SafeLoader):
    """The safe loader, strict about keys that stand twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise _Twice(key.value, key.start_mark.line + 1)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(text: str, *, file: str) -> dict[str, Any]:
    """Return the data of a flow file. Raises FlowRefusedError where it is no YAML, or no table."""
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except _Twice as error:
        raise FlowRefusedError((_twice(file, error),)) from error
    except yaml.YAMLError as error:
        raise FlowRefusedError((_not_yaml(file, error),)) from error
    if not isinstance(data, dict):
        raise FlowRefusedError((_no_table(file),))
    return {str(key): _with_text_keys(value) for key, value in data.items()}


def read_flow(data: Mapping[str, Any], *, file: str, version: int = 0) -> tuple[Flow, tuple[Problem, ...]]:
    """Return the flow that `data` describes and what is wrong with it; only a flow without problems may run."""
    problems: list[Problem] = []
    top = Fields(file, "", {k: data[k] for k in data if k in _TOP}, problems)
    name, language = top.text("flow"), top.text("language", one_of=LANGUAGES)
    start = top.target("start")
    problems.extend(_unknown_top(file, str(key)) for key in data if key not in _TOP)
    raw_nodes = data.get("nodes")
    if not isinstance(raw_nodes, Mapping) or not raw_nodes:
        top.fault(
            "no_nodes",
            zh="没有节点：字段 nodes 应为节点名到节点的对照表",
            en="no nodes: field nodes must be a table from name to node",
        )
        raw_nodes = {}
    read = [(str(key), _read_node(str(key), raw, file, problems)) for key, raw in raw_nodes.items()]
    nodes = {key: node for key, node in read if node is not None}
    return Flow(name=name, version=version, start=start, language=language, nodes=nodes), tuple(problems)


def _with_text_keys(data: Any) -> Any:
    """Return the data as JSON keeps it: a key 0 in YAML is the same as "0"."""
    if isinstance(data, dict):
        return {str(key): _with_text_keys(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_with_text_keys(part) for part in data]
    return data


def _read_node(name: str, raw: Any, file: str, problems: list[Problem]) -> Node | None:
    fields = Fields(file, name, raw if isinstance(raw, Mapping) else {}, problems)
    verb = fields.raw.get("verb")
    cls = VERBS.get(verb) if isinstance(verb, str) else None
    if cls is None:
        known = ", ".join(VERBS)
        zh, en = (
            ("缺少字段 verb", "field verb is missing")
            if verb is None
            else (f"没有动词 {verb!r}", f"there is no verb {verb!r}")
        )
        fields.fault("unknown_verb", zh=f"{zh}，请选用：{known}", en=f"{en}; use one of: {known}")
        return None
    node = cls.read(fields)
    fields.finish()
    return node


def _twice(file: str, error: _Twice) -> Problem:
    return Problem(
        "written_twice",
        file,
        "",
        f"第 {error.line} 行：{error.key} 写了两次，请删去一个或改名",
        f"line {error.line}: {error.key} is written twice; remove or rename one",
    )


def _not_yaml(file: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    return Problem(
        "not_yaml",
        file,
        "",
        f"第 {line} 行不是正确的 YAML，请检查缩进、冒号和引号",
        f"line {line} is not valid YAML; check indentation, colons and quotes",
    )


def _no_table(file: str) -> Problem:
    return Problem(
        "not_yaml",
        file,
        "",
        f"文件内容应为对照表，含 {', '.join(_TOP)}",
        f"the file must be a table with {', '.join(_TOP)}",
    )


def _unknown_top(file: str, name: str) -> Problem:
    return Problem(
        "unknown_field",
        file,
        "",
        f"流程没有字段 {name}，请改正或删去；可用字段：{', '.join(_TOP)}",
        f"a flow has no field {name}; correct or remove it; it knows: {', '.join(_TOP)}",
    )
