"""The code on a sheet by which anybody can ask, over the telephone too, whether the centre really gave that
answer on that day.
"""

import hashlib
import hmac
import unicodedata
from datetime import date

LENGTH = 8
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
"""Damm's table: every single wrong digit and every exchange of neighbours changes the check digit."""


def check_code(version_digest: str, day: date, key: bytes) -> str:
    """Eight digits for one version of an answer given out on one day: seven by HMAC-SHA-256 under `key`, one that
    checks them.

    Seven digits are few: whoever guesses is right once in ten million, so verification is for people, one code at
    a time.
    """
    message = f"sheet\x1f{version_digest}\x1f{day.isoformat()}".encode()
    number = int.from_bytes(hmac.new(key, message, hashlib.sha256).digest()[:8], "big") % 10 ** (LENGTH - 1)
    digits = f"{number:0{LENGTH - 1}d}"
    return digits + str(_damm(digits))


def check_code_matches(code: str, *, version_digest: str, day: date, key: bytes) -> bool:
    """Whether `code`, as typed or said (blanks, hyphens and wide digits allowed), is the one for that version and
    day.
    """
    return hmac.compare_digest(check_code_digits(code).encode(), check_code(version_digest, day, key).encode())


def check_code_is_whole(code: str) -> bool:
    """Whether the code has its eight digits and none was misheard: asked before anything is looked up."""
    digits = check_code_digits(code)
    return len(digits) == LENGTH and _damm(digits) == 0


def check_code_digits(code: str) -> str:
    """The digits of a code as typed or said."""
    return "".join(char for char in unicodedata.normalize("NFKC", code) if char in "0123456789")


def check_code_spaced(code: str) -> str:
    """1234 5678: how it is printed and read aloud."""
    return f"{code[:4]} {code[4:]}"


def _damm(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim
