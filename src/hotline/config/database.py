"""Django's settings of the one database, made from a libpq connection string."""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from hotline.operations.errors import PlainError

CONNECT_SECONDS = 5
"""A server that cannot be reached is given up after this, unless the connection string says otherwise."""
STATEMENT_SECONDS = 8
"""A statement of the web process that takes longer is given up: before the page itself stops waiting (10 s), so that
the person is told why."""
LARGEST_POOL = 20
"""The embedded server takes 100 connections; switchboard and worker use some 20."""
POOL_WAIT_SECONDS = 5.0
RECONNECT_SECONDS = 3.0
"""A pool that could not connect for so long stops trying by itself; the next request that needs a connection tries."""


def database_settings(conninfo: str) -> dict[str, Any]:
    """What Django is to know of this database: the connection string in whole, as keys or as an address.

    Raises PlainError where libpq cannot read it; the words never repeat it, for it may hold a password.
    """
    try:
        given = {name: str(value) for name, value in conninfo_to_dict(conninfo).items()}
    except psycopg.ProgrammingError:
        raise PlainError(
            zh="HOTLINE_DATABASE 读不懂。请写成 host=主机 dbname=库名 user=用户 password='密码'，"
            "或 postgresql://用户:密码@主机/库名，可另加 sslmode 等 libpq 参数。",
            en="HOTLINE_DATABASE cannot be read. Write host=HOST dbname=NAME user=USER password='PASSWORD', "
            "or postgresql://USER:PASSWORD@HOST/NAME; other parameters of libpq, such as sslmode, may follow.",
        ) from None
    # A service of pg_service.conf names its database itself.
    name = given.pop("dbname", "" if "service" in given else "hotline")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": str(CONNECT_SECONDS)} | given,
    }


def pooled(database: Mapping[str, Any]) -> dict[str, Any]:
    """The same database for a process whose every request runs in a thread of its own.

    Connections come out of a pool, each looked at before it is lent, with a limit on every statement.
    """
    options = database["OPTIONS"]
    limit = f"-c statement_timeout={STATEMENT_SECONDS}s"
    pool = {
        "min_size": 2,
        "max_size": LARGEST_POOL,
        "timeout": POOL_WAIT_SECONDS,
        "reconnect_timeout": RECONNECT_SECONDS,
    }
    return {
        **database,
        "CONN_MAX_AGE": 0,  # given back after each request: keeping it is the pool's work
        "OPTIONS": {**options, "options": f"{options.get('options', '')} {limit}".strip(), "pool": pool},
    }
