"""SIP accounts of browsers: their derived passwords, and the short tickets that open `/sip`."""

import hashlib
import hmac

from django.conf import settings
from django.core import signing

CITIZEN_ACCOUNT = "browser-citizen"
"""The account that calls from the public page use: it calls, it is never called."""

TICKET_SECONDS = 60
_PASSWORD_LENGTH = 32
_SALT = "hotline.sip"


def sip_password(account: str) -> str:
    """The account's password: the first 32 hexadecimal characters of HMAC-SHA-256 under the centre's SIP key."""
    key = settings.HOTLINE_SIP_KEY.encode("ascii")
    return hmac.new(key, account.encode(), hashlib.sha256).hexdigest()[:_PASSWORD_LENGTH]


def sip_ticket(*, account: str) -> str:
    """A ticket that lets this account connect to `/sip` within the next minute."""
    return signing.dumps(account, salt=_SALT)


def sip_ticket_account(ticket: str) -> str | None:
    """The account a ticket was made for, or None where it is forged, damaged or too old."""
    try:
        account: str = signing.loads(ticket, salt=_SALT, max_age=TICKET_SECONDS)
    except signing.BadSignature:
        return None
    return account
