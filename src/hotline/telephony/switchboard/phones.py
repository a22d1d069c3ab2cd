"""Advisers' telephones: their accounts at the engine, and whether they can be reached."""

import asyncio
import logging
import uuid
from functools import partial
from typing import Any

from hotline.accounts.models import Staff
from hotline.acd.services import desk_phone
from hotline.telephony.ari import Ari, AriGoneError, AriRefusedError
from hotline.telephony.sip_accounts import sip_password

from .board import Board
from .engine_state import is_registered
from .turns import turn
from .units import Units

log = logging.getLogger(__name__)

PUSHED_AT_ONCE = 10
QUALIFY_SECONDS = 5
LONGEST_SILENCE_SECONDS = 10
"""A talking browser sends packets all the time; after so long without one it is gone."""
LONGEST_SILENCE_ON_HOLD_SECONDS = 300


def _account(extension: str) -> dict[str, dict[str, str]]:
    return {
        "auth": {"auth_type": "userpass", "username": extension, "password": sip_password(extension)},
        "aor": {
            "max_contacts": "1",
            "remove_existing": "yes",
            "qualify_frequency": str(QUALIFY_SECONDS),
            "qualify_timeout": "2.0",
        },
        "endpoint": {
            "transport": "ws",
            "aors": extension,
            "auth": extension,
            "context": "none",
            "webrtc": "yes",
            "disallow": "all",
            "allow": "alaw,ulaw",
            "rtp_timeout": str(LONGEST_SILENCE_SECONDS),
            "rtp_timeout_hold": str(LONGEST_SILENCE_ON_HOLD_SECONDS),
        },
    }


class Phones:
    """Keeps accounts and reachability in step with the record."""

    def __init__(self, *, ari: Ari, units: Units, board: Board) -> None:
        self._ari = ari
        self._units = units
        self._board = board
        self._staff_of: dict[str, uuid.UUID] = {}
        self._extension_of: dict[uuid.UUID, str] = {}

    async def push_all(self) -> None:
        """Give every adviser his account and learn who can be reached. The engine forgets accounts when it restarts.

        Who has his account already is left alone. Raises AriUnreachableError, RecordUnreachableError.
        """
        people = await self._units.run(lambda: list(Staff.objects.filter(is_active=True)), in_transaction=False)
        fresh = {person.extension: person.id for person in people if person.extension not in self._staff_of}
        try:
            async with asyncio.TaskGroup() as group:
                at_once = asyncio.Semaphore(PUSHED_AT_ONCE)
                for extension, staff_id in fresh.items():
                    group.create_task(self._introduce(extension, staff_id, at_once), name=f"phone:{extension}")
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from failed
        self._staff_of = {person.extension: person.id for person in people}
        self._extension_of = {person.id: person.extension for person in people}

    async def follow(self) -> None:
        """Learn again whatever the engine says has changed; runs until cancelled."""
        while True:
            extension = await self._board.phones_changed.get()
            staff_id = self._staff_of.get(extension)
            if staff_id:
                await turn("phones", partial(self._learn, extension, staff_id))

    def extension_of(self, staff_id: uuid.UUID) -> str | None:
        """The account of this member of staff, if it was pushed."""
        return self._extension_of.get(staff_id)

    async def _introduce(self, extension: str, staff_id: uuid.UUID, at_once: asyncio.Semaphore) -> None:
        async with at_once:
            try:
                await self._push(extension)
                await self._learn(extension, staff_id)
            except (AriGoneError, AriRefusedError):
                # One account that the engine does not take must not keep all others from being called.
                log.exception("an account was refused", extra={"staff": str(staff_id)})

    async def _push(self, extension: str) -> None:
        for kind, fields in _account(extension).items():
            body: dict[str, Any] = {"fields": [{"attribute": name, "value": text} for name, text in fields.items()]}
            await self._ari.put(f"/asterisk/config/dynamic/res_pjsip/{kind}/{extension}", body)
        await self._ari.post("/applications/hotline/subscription", eventSource=f"endpoint:PJSIP/{extension}")

    async def _learn(self, extension: str, staff_id: uuid.UUID) -> None:
        is_reachable = await is_registered(self._ari, extension)
        await self._units.run(partial(desk_phone, staff_id=staff_id, reachable=is_reachable))
        if not is_reachable:
            self._board.lose(str(staff_id))
