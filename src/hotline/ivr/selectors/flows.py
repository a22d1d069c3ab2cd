"""Flows ready to run."""

from typing import Final

from django.db.models import QuerySet

from hotline.ivr.flow import Flow
from hotline.ivr.models import FlowVersion
from hotline.ivr.parse import read_flow
from hotline.ivr.problems import FlowRefusedError

_READ: Final[dict[tuple[str, int, str], Flow]] = {}
"""Flows already read, by name, version and digest: a version never changes, and there are few."""


class FlowMissingError(LookupError):
    """There is no such flow, or no such version of it."""


def flow_current(*, name: str) -> Flow:
    """Return the version that new calls begin with. Raises FlowMissingError where none was loaded."""
    return _flow(FlowVersion.objects.filter(flow=name).order_by("-n"), asked=name)


def flow_of_version(*, name: str, n: int) -> Flow:
    """Return the version a call began with: `run.flow` and `run.version`. Raises FlowMissingError."""
    return _flow(FlowVersion.objects.filter(flow=name, n=n), asked=f"{name} {n}")


def _flow(versions: QuerySet[FlowVersion], *, asked: str) -> Flow:
    key = versions.values_list("flow", "n", "digest").first()
    if key is None:
        raise FlowMissingError(
            f"没有载入语音流程 {asked}，请运行 ./hotline up。The call flow {asked} is not loaded: run ./hotline up."
        )
    if key not in _READ:
        _READ[key] = _read(versions.values_list("data", flat=True)[0], *key[:2])
    return _READ[key]


def _read(data: dict[str, object], name: str, n: int) -> Flow:
    flow, problems = read_flow(data, file=f"{name} {n}", version=n)
    if problems:
        raise FlowRefusedError(problems)
    return flow
