"""Short tickets for the live stream: a signed name that is worth a minute."""

import uuid

from django.core import signing

TICKET_SECONDS = 60
_SALT = "hotline.live"


def live_ticket(*, staff_id: uuid.UUID) -> str:
    """A ticket that opens this person's stream within the next minute."""
    return signing.dumps(str(staff_id), salt=_SALT)


def live_ticket_staff(ticket: str) -> uuid.UUID | None:
    """Whose ticket it is, or None where it is forged, damaged or too old."""
    try:
        return uuid.UUID(signing.loads(ticket, salt=_SALT, max_age=TICKET_SECONDS))
    except (signing.BadSignature, ValueError):
        return None
