"""A desk to test with: an adviser, a browser signed in as her, and a call on its way to her."""

import json
import uuid
from datetime import timedelta
from typing import Any

from django.test import Client

from hotline.accounts.models import Role, Staff
from hotline.acd.models import Callback, Offer
from hotline.acd.services import (
    callback_request,
    desk_alive,
    desk_phone,
    desk_set_presence,
    desk_sign_in,
    offer_accept,
    queue_join,
    service_end,
)
from hotline.citizens.services import caller_recognise
from hotline.inquiries.models import Engagement, Message
from hotline.inquiries.services import interaction_open, message_add
from hotline.kernel import clock
from hotline.kernel.ids import new_id

PASSWORD = "a-good-password"
NUMBER = "13800138000"
MASKED = "138****8000"


def staff_make(username: str, role: Role = Role.ADVISER, *, work_number: str = "1001") -> Staff:
    """A member of staff who can sign in with PASSWORD."""
    return Staff.objects.create_user(
        username=username, password=PASSWORD, display_name=username.title(), role=role, work_number=work_number
    )


def browser_of(staff: Staff, *, checks_csrf: bool = False) -> Client:
    """A browser in which this person is signed in."""
    browser = Client(enforce_csrf_checks=checks_csrf)
    browser.force_login(staff)
    return browser


def send(browser: Client, path: str, body: dict[str, Any] | None = None) -> Any:
    """A command as the page sends it."""
    return browser.post(path, data=json.dumps(body or {}), content_type="application/json")


def make_ready(staff: Staff) -> None:
    """Signed in, seen, reachable, ready."""
    desk_sign_in(staff_id=staff.id)
    desk_alive(staff_id=staff.id, until=clock.now() + timedelta(minutes=10))
    desk_phone(staff_id=staff.id, reachable=True)
    desk_set_presence(staff_id=staff.id, presence="ready")


def call_arrives(*, number: str = NUMBER) -> uuid.UUID:
    """A citizen calls and waits in the queue; whoever is ready is asked."""
    caller = caller_recognise(number=number)
    interaction_id = new_id()
    interaction_open(
        interaction_id=interaction_id,
        medium="voice",
        origin_ref=f"channel-{interaction_id}",
        node="node1",
        called_number="12333",
        citizen_id=caller.citizen_id if caller else None,
    )
    queue_join(item_id=new_id(), interaction_id=interaction_id, queue="main")
    return interaction_id


def call_taken() -> uuid.UUID:
    """A call that the ready adviser has answered."""
    interaction_id = call_arrives()
    assert offer_accept(offer_id=Offer.objects.get(interaction_id=interaction_id, state="open").id)
    return interaction_id


def call_over() -> Engagement:
    """A call whose talk is over and waits for its wrap-up."""
    interaction_id = call_taken()
    service_end(interaction_id=interaction_id)
    return Engagement.objects.get(interaction_id=interaction_id)


def callback_asked(*, number: str = NUMBER) -> Callback:
    """A citizen who asked in the queue to be called back."""
    caller = caller_recognise(number=number)
    assert caller is not None
    return callback_request(
        interaction_id=call_arrives(number=number), contact_id=caller.contact_id, source="queue", language="zh"
    )


def voice_left(*, number: str = NUMBER) -> Message:
    """A voice message that a citizen left."""
    return message_add(
        interaction_id=call_arrives(number=number), client_token="message", author="citizen", kind="voice"
    )
