"""The connection string reaches PostgreSQL in whole, and a wrong one is said plainly."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from hotline.config.database import database_settings, pooled
from hotline.kernel.bus import Listener
from hotline.operations.errors import PlainError

SOURCE = Path(__file__).parents[3]


def test_an_address_is_taken_apart_and_nothing_of_it_is_lost() -> None:
    settings = database_settings(
        "postgresql://hot:s%40lt@db1,db2:5433/line?sslmode=verify-full&sslrootcert=/etc/ca.pem&application_name=line"
    )
    assert [settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "line",
        "hot",
        "s@lt",
        "db1,db2",
        ",5433",
    ]
    assert settings["OPTIONS"] == {
        "connect_timeout": "5",
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ca.pem",
        "application_name": "line",
    }


def test_what_is_not_given_has_our_defaults() -> None:
    assert database_settings("host=/run/pg")["NAME"] == "hotline"
    assert database_settings("service=hotline")["NAME"] == ""
    assert database_settings("host=db connect_timeout=30")["OPTIONS"] == {"connect_timeout": "30"}


def test_options_of_the_server_stay_beside_ours_in_the_web_process() -> None:
    settings = pooled(database_settings("dbname=line options='-c search_path=city'"))
    assert settings["OPTIONS"]["options"] == "-c search_path=city -c statement_timeout=8s"
    assert pooled(database_settings("dbname=line"))["OPTIONS"]["options"] == "-c statement_timeout=8s"
    assert settings["CONN_MAX_AGE"] == 0


@pytest.mark.parametrize(
    "wrong", ["geheim", "host=db password=geheim colour=red", "postgresql://u:geheim@db/line?colour=red"]
)
def test_a_wrong_one_is_said_in_both_languages_without_repeating_it(wrong: str) -> None:
    with pytest.raises(PlainError) as refused:
        database_settings(wrong)
    for words in (refused.value.zh, refused.value.en):
        assert words.startswith("HOTLINE_DATABASE ")
        assert "geheim" not in words


def _manage(database: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "hotline.config.manage", "migrate", "--check"],
        env={"HOTLINE_DATABASE": database, "PYTHONPATH": str(SOURCE), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_commands_end_with_words_instead_of_a_traceback(tmp_path: Path) -> None:
    unreadable = _manage("geheim")
    assert (unreadable.returncode, "HOTLINE_DATABASE 读不懂" in unreadable.stderr) == (1, True)
    unreachable = _manage(f"host={tmp_path} password=geheim dbname=line")
    assert (unreachable.returncode, "数据库连接不上" in unreachable.stderr) == (1, True)
    assert str(tmp_path) in unreachable.stderr
    for done in (unreadable, unreachable):
        assert [word for word in ("Traceback", "geheim") if word in done.stderr] == []


@pytest.mark.django_db(transaction=True)
async def test_the_listener_connects_as_everybody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    async def connect(**settings: Any) -> None:
        given.update(settings)
        raise psycopg.OperationalError

    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {"sslmode": "prefer", "application_name": "line"})
    monkeypatch.setattr(psycopg.AsyncConnection, "connect", connect)
    with pytest.raises(psycopg.OperationalError):
        await Listener()._listen()
    assert (given["sslmode"], given["application_name"], given["autocommit"]) == ("prefer", "line", True)
