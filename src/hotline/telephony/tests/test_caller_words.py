"""`./hotline call` names the number that this centre has."""

import signal

import pytest
from django.conf import LazySettings

from hotline.telephony.caller import command


@pytest.fixture(autouse=True)
def _another_number(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOTLINE_NUMBER = "96333"
    settings.HOTLINE_ARI_URL = "http://127.0.0.1:1/ari"  # where nobody ever listens
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


def test_what_it_does_is_said_with_the_number(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "打电话给 96333，按键，保存听到的声音。 Call 96333 by SIP, press keys, save what is heard." in said


def test_a_centre_that_does_not_run_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == command.EXIT_TROUBLE
    assert capsys.readouterr().out == "96333 没有在运行：请先运行 ./hotline up\n"
