"""Every test runs with keys and folders of its own, never with a centre's."""

import tempfile
from pathlib import Path

import hypothesis
from django.conf import settings

from hotline.operations.keys import key_read, keys_ensure

_home = Path(tempfile.mkdtemp(prefix="hotline-test-"))
keys_ensure(_home / "keys")
settings.HOTLINE_HOME = _home
settings.HOTLINE_KEYS = _home / "keys"
settings.HOTLINE_FILES = _home / "files"
settings.HOTLINE_PROMPTS = _home / "prompts"
settings.HOTLINE_SPOOL = _home / "spool"
settings.STATIC_ROOT = _home / "static"
settings.STATIC_ROOT.mkdir()
settings.SECRET_KEY = key_read(_home / "keys", "secret.key")
settings.HOTLINE_SIP_KEY = key_read(_home / "keys", "sip.key")
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# No test fails because the machine was busy.
hypothesis.settings.register_profile("hotline", deadline=None)
hypothesis.settings.load_profile("hotline")
