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


def number_opened(contact: ContactPoint) -> str:
    """The number in clear. Whoever shows it to a person logs that first: `services.contact_reveal`."""
    return crypto.decrypt(bytes(contact.cipher), purpose=_PURPOSE).decode()
