"""Turns of the loops beside the calls."""

import logging
from collections.abc import Awaitable, Callable

from hotline.telephony.ari import AriError

from .units import RecordUnreachableError

log = logging.getLogger(__name__)


async def turn(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """One turn of a loop beside the calls. Whatever goes wrong in it, the next turn comes and no call ends."""
    try:
        await work()
    except (AriError, RecordUnreachableError) as error:
        log.warning("%s wait after %s", name, type(error).__name__)
    except Exception:
        log.exception("%s failed", name)
