"""What processes cost: seconds of CPU and memory, each with everything it has started."""

import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_LOOK_SECONDS = 5.0
_QUIET_PERCENT = 3.0

Pids = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU by the name of the part, and the seconds they were counted over."""

    seconds: float
    cpu: Mapping[str, float]

    def of(self, *parts: str) -> float:
        """The seconds of CPU of these parts together."""
        return sum(self.cpu[part] for part in parts)

    def percent(self, *parts: str) -> float:
        """Percent of one core that these parts took."""
        return 100 * self.of(*parts) / self.seconds


def cost_while(pids: Pids, work: Callable[[], object]) -> Cost:
    """Carry out the work and tell what these processes spent meanwhile."""
    before, began = _spent(pids), time.monotonic()
    work()
    seconds, after = time.monotonic() - began, _spent(pids)
    return Cost(seconds, {part: after[part] - before[part] for part in pids})


def wait_quiet(pids: Pids, *, limit: float) -> None:
    """Return once these processes do next to nothing. Raises TimeoutError after so many seconds."""
    give_up_at = time.monotonic() + limit
    while cost_while(pids, lambda: time.sleep(_LOOK_SECONDS)).percent(*pids) > _QUIET_PERCENT:
        if time.monotonic() > give_up_at:
            raise TimeoutError(f"still busy after {limit:.0f} s: {', '.join(pids)}")


def memory_megabytes(pid: int) -> float:
    """Proportional set size: memory that several processes share is counted once."""
    return sum(_proportional_kilobytes(member) for member in _family(pid)) / 1024


def _spent(pids: Pids) -> dict[str, float]:
    return {part: sum(_cpu_seconds(member) for member in _family(pid)) for part, pid in pids.items()}


def _family(pid: int) -> list[int]:
    members = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                members.extend(_family(int(child)))
    except OSError:
        return members  # ended while we looked
    return members


def _cpu_seconds(pid: int) -> float:
    """Of the process itself and of those of its children that have ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    fields = text.rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / _TICKS


def _proportional_kilobytes(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found.group(1)) if found else 0
