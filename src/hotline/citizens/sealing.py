"""How a telephone number is kept: a keyed digest to find it by, a cipher to read it from."""

from hotline.kernel import crypto

from .models import ContactPoint

_PURPOSE = "contact:phone"


def number_digest(number: str) -> str:
    """What a cleaned number is found by; it tells nothing without the key."""
    return crypto.digest(number, purpose=_PURPOSE)


def number_sealed(number: str) -> bytes:
    """The number as it is stored."""
    return crypto.encrypt(number.encode(), purpose=_PURPOSE)


class NumberForgottenError(LookupError):
    """The keeping time of this number is over: nobody can read it any more."""


def number_opened(contact: ContactPoint) -> str:
    """The number in clear. Whoever shows it to a person logs that first: `services.contact_reveal`.

    Raises NumberForgottenError.
    """
    if contact.cipher is None:
        raise NumberForgottenError("号码保存期已过，已删除。The number was deleted: its keeping time is over.")
    return crypto.decrypt(bytes(contact.cipher), purpose=_PURPOSE).decode()
