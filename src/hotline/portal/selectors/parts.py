"""What of the centre runs at this moment."""

import socket
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from hotline.kernel import clock
from hotline.kernel.words import Words
from hotline.speech.parts import VOICE_MODEL, is_checked
from hotline.speech.voices import voices_are_fetched
from hotline.telephony.models import Node

HEARD_WITHIN = timedelta(seconds=10)
CONNECT_LIMIT_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class CentrePart:
    """One process: whether it runs, and what is missing while it does not."""

    name: Words
    runs: bool
    without: Words


def centre_parts() -> tuple[CentrePart, ...]:
    """Web, engine, switchboard and voice. Takes a third of a second at most."""
    return (
        CentrePart(Words("网页", "Pages"), runs=True, without=Words("", "")),
        CentrePart(
            Words("电话引擎", "Telephone engine"),
            runs=_engine_listens(),
            without=Words("打不进电话", "nobody can call"),
        ),
        CentrePart(
            Words("交换程序", "Switchboard"),
            runs=_switchboard_is_heard(),
            without=Words("来电由引擎应急接听", "calls get the engine's own notice"),
        ),
        CentrePart(
            Words("自然语音", "Natural voice"),
            runs=_natural_voice_is_there(),
            without=Words("由备用语音朗读", "a plain spare voice reads"),
        ),
    )


def _engine_listens() -> bool:
    address = urlsplit(settings.HOTLINE_ARI_URL)
    try:
        socket.create_connection((address.hostname, address.port), timeout=CONNECT_LIMIT_SECONDS).close()
    except OSError:
        return False
    return True


def _switchboard_is_heard() -> bool:
    return Node.objects.filter(name=settings.HOTLINE_NODE, heard_at__gt=clock.now() - HEARD_WITHIN).exists()


def _natural_voice_is_there() -> bool:
    cache: Path = settings.HOTLINE_CACHE
    return (
        settings.HOTLINE_VOICE_ENGINE == "kokoro"
        and is_checked(cache / VOICE_MODEL.path, VOICE_MODEL.digest)
        and voices_are_fetched(cache=cache)
    )
