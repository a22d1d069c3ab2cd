"""Advisers' telephones: accounts at the engine, and who can be reached."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from hotline.accounts.models import Staff
from hotline.acd.models import AgentDesk
from hotline.telephony.ari import AriUnreachableError
from hotline.telephony.machine import events
from hotline.telephony.sip_accounts import sip_password
from hotline.telephony.switchboard.units import Units

from .scene import Scene
from .stage import adviser_make, centre_make
from .stand_in import StandIn
from .surroundings import Surroundings, surroundings

SUBSCRIBE = "POST /applications/hotline/subscription"


@pytest.fixture
async def here(engine: StandIn, units: Units) -> AsyncIterator[Surroundings]:
    await units.run(centre_make)
    async with surroundings(engine, units, epoch=1) as made:
        yield made


def _reachable() -> dict[str, bool]:
    return dict(AgentDesk.objects.values_list("staff__work_number", "phone_reachable"))


async def test_every_adviser_gets_an_account(engine: StandIn, here: Surroundings) -> None:
    staff = await here.read(adviser_make)
    await here.phones.push_all()
    assert engine.whats() == [
        "PUT /asterisk/config/dynamic/res_pjsip/auth/a1001",
        "PUT /asterisk/config/dynamic/res_pjsip/aor/a1001",
        "PUT /asterisk/config/dynamic/res_pjsip/endpoint/a1001",
        SUBSCRIBE,
        "GET /endpoints/PJSIP/a1001",
    ]
    auth, aor, endpoint = (_fields(asked.body) for asked in engine.asked[:3])
    assert auth == {"auth_type": "userpass", "username": "a1001", "password": sip_password("a1001")}
    assert (aor["max_contacts"], aor["remove_existing"], aor["qualify_frequency"]) == ("1", "yes", "5")
    assert (endpoint["auth"], endpoint["aors"], endpoint["context"]) == ("a1001", "a1001", "none")
    assert (endpoint["webrtc"], endpoint["rtp_timeout"]) == ("yes", "10")
    assert engine.asked[3].query == {"eventSource": "endpoint:PJSIP/a1001"}
    assert here.phones.extension_of(staff.id) == "a1001"


@pytest.mark.parametrize(("state", "is_reachable"), [("online", True), ("offline", False), ("unknown", False)])
async def test_who_can_be_reached_is_learnt(
    engine: StandIn, here: Surroundings, state: str, is_reachable: bool
) -> None:
    await here.read(adviser_make)
    engine.endpoints["a1001"] = state
    await here.phones.push_all()
    assert await here.read(_reachable) == {"1001": is_reachable}


async def test_who_has_no_endpoint_cannot_be_reached(here: Surroundings) -> None:
    await here.read(adviser_make)
    await here.phones.push_all()
    assert await here.read(_reachable) == {"1001": False}


async def test_who_does_not_work_here_any_more_gets_none(engine: StandIn, here: Surroundings) -> None:
    staff = await here.read(adviser_make)
    await here.phones.push_all()
    await here.read(lambda: Staff.objects.update(is_active=False))
    await here.phones.push_all()
    assert here.phones.extension_of(staff.id) is None
    assert len(engine.asked) == 5


async def test_who_has_an_account_is_not_given_it_again(engine: StandIn, here: Surroundings) -> None:
    await here.read(adviser_make)
    await here.phones.push_all()
    before = len(engine.asked)
    await here.read(lambda: adviser_make("1002"))
    await here.phones.push_all()
    assert {what.split("/")[-1] for what in engine.whats()[before:]} == {"a1002", "subscription"}


async def test_one_refused_account_stops_no_other(engine: StandIn, here: Surroundings) -> None:
    for number in ("1001", "1002", "1003"):
        await here.read(partial(adviser_make, number))
        engine.endpoints[f"a{number}"] = "online"
    engine.answers["PUT /asterisk/config/dynamic/res_pjsip/aor/a1002"] = 400
    await here.read(lambda: AgentDesk.objects.update(phone_reachable=False))
    await here.phones.push_all()
    assert await here.read(_reachable) == {"1001": True, "1002": False, "1003": True}


async def test_an_engine_that_is_gone_is_told_as_that(engine: StandIn, here: Surroundings) -> None:
    await here.read(adviser_make)
    await engine.stop()
    with pytest.raises(AriUnreachableError):
        await here.phones.push_all()


async def test_a_telephone_that_changed_is_asked_after(engine: StandIn, here: Surroundings) -> None:
    await here.read(adviser_make)
    await here.phones.push_all()
    following = asyncio.create_task(here.phones.follow())
    engine.endpoints["a1001"] = "online"
    here.board.receive({"type": "ContactStatusChange", "endpoint": {"resource": "a1001"}})
    await here.until_read(_reachable, {"1001": True})
    engine.endpoints["a1001"] = "offline"
    here.board.receive({"type": "PeerStatusChange", "endpoint": {"resource": "a1001"}})
    await here.until_read(_reachable, {"1001": False})
    following.cancel()


async def test_a_lost_telephone_is_told_to_the_call_that_rings_there(engine: StandIn, here: Surroundings) -> None:
    staff = await here.read(adviser_make)
    engine.endpoints["a1001"] = "online"
    await here.phones.push_all()
    call = _ringing_at(str(staff.id))
    told = here.listen(call)
    following = asyncio.create_task(here.phones.follow())
    engine.endpoints["a1001"] = "offline"
    here.board.receive({"type": "ContactStatusChange", "endpoint": {"resource": "a1001"}})
    await here.until(lambda: told == [events.AdviserLost(str(staff.id))])
    following.cancel()


async def test_what_is_nobodys_telephone_is_passed_over_and_a_fault_stops_nothing(
    engine: StandIn, here: Surroundings
) -> None:
    await here.read(adviser_make)
    await here.phones.push_all()
    following = asyncio.create_task(here.phones.follow())
    engine.answers["GET /endpoints/PJSIP/a1001"] = 500
    for extension in ("browser-citizen", "a1001"):
        here.board.receive({"type": "ContactStatusChange", "endpoint": {"resource": extension}})
    await here.until(lambda: engine.whats().count("GET /endpoints/PJSIP/a1001") == 2)
    engine.answers.clear()
    engine.endpoints["a1001"] = "online"
    here.board.receive({"type": "ContactStatusChange", "endpoint": {"resource": "a1001"}})
    await here.until_read(_reachable, {"1001": True})
    assert "GET /endpoints/PJSIP/browser-citizen" not in engine.whats()
    following.cancel()


async def test_many_accounts_are_pushed_a_few_at_once(
    engine: StandIn, here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def many() -> None:
        for n in range(30):
            Staff.objects.create(username=str(n), display_name=str(n), work_number=str(n))

    await here.read(many)
    running = most = 0
    push = here.phones._push

    async def counted(extension: str) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await push(extension)
        running -= 1

    monkeypatch.setattr(here.phones, "_push", counted)
    await here.phones.push_all()
    assert (most, len(engine.asked)) == (10, 150)


def _fields(body: Any) -> dict[str, str]:
    return {field["attribute"]: field["value"] for field in body["fields"]}


def _ringing_at(staff_id: str) -> Any:
    call = Scene().ringing().call
    assert call.ringing
    return replace(call, ringing=replace(call.ringing, staff_id=staff_id))
