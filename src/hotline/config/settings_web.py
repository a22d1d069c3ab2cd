"""Settings of the web process: those of every process, and a pool of connections for requests that come and go."""

from .database import pooled
from .settings import *  # noqa: F403  # the same names with other values are what a second settings module is
from .settings import DATABASES as _DATABASES

DATABASES = {"default": pooled(_DATABASES["default"])}
