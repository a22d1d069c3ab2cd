"""The configuration of Asterisk: everything filled in, nothing open that should be closed."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest

from hotline.operations import asterisk, keys, music
from hotline.operations.places import Places
from hotline.operations.users import Owner

OURSELVES = Owner(0, 0, dropped=False)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> asterisk.Engine:
    """An Asterisk that has a few modules only; the music, which takes its time to make, is left out."""
    monkeypatch.setattr(music, "music_samples", music.beep_samples)
    modules = tmp_path / "modules"
    modules.mkdir()
    for name in ("res_pjsip.so", "app_stasis.so"):
        (modules / name).touch()
    return asterisk.Engine(("asterisk",), modules, tmp_path / "share", "22.10.1")


def written(places: Places, engine: asterisk.Engine, **settings: str) -> dict[str, str]:
    """Every configuration file by name, as written with the given settings."""
    changed = Places.from_environment({**places.settings, **settings}, checkout=places.checkout)
    keys.keys_ensure(changed.keys)
    asterisk.folders_make(changed, OURSELVES)
    asterisk.configuration_write(changed, engine, OURSELVES)
    return {file.name: file.read_text(encoding="utf-8") for file in (changed.asterisk / "etc").iterdir()}


def sections(text: str) -> list[str]:
    return [line.strip("[]") for line in text.splitlines() if line.startswith("[")]


def test_every_template_is_written_and_nothing_is_left_open(places: Places, engine: asterisk.Engine) -> None:
    files = written(places, engine)
    templates = {file.name for file in (places.checkout / "asterisk" / "templates").glob("*.conf")}
    assert set(files) == templates
    assert [name for name, text in files.items() if "{{" in text or "}}" in text] == []


def test_the_configuration_holds_secrets_and_is_closed_to_others(places: Places, engine: asterisk.Engine) -> None:
    written(places, engine)
    folder = places.asterisk / "etc"
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o640}
    assert folder.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("name", ["http.conf", "manager.conf"])
def test_what_controls_the_engine_listens_on_loopback_alone(places: Places, engine: asterisk.Engine, name: str) -> None:
    text = written(places, engine, HOTLINE_BIND="192.0.2.7", HOTLINE_SIP_BIND="192.0.2.7")[name]
    binds = [line for line in text.splitlines() if line.startswith("bindaddr")]
    assert binds == ["bindaddr = 127.0.0.1"]


def test_ports_names_and_passwords_come_from_the_places(places: Places, engine: asterisk.Engine) -> None:
    files = written(places, engine, HOTLINE_NODE="north")
    password = keys.key_read(places.keys, "ari.password")
    assert "systemname = north" in files["asterisk.conf"]
    assert f"bindport = {places.asterisk_http_port}\n" in files["http.conf"]
    assert f"bind = 127.0.0.1:{places.sip_port}\n" in files["pjsip.conf"]
    assert f"port = {places.ami_port}\n" in files["manager.conf"]
    assert f"password = {password}\n" in files["ari.conf"]
    assert f"secret = {password}\n" in files["manager.conf"]
    assert f"rtpstart = {places.base_port + 1000}\nrtpend = {places.base_port + 2999}\n" in files["rtp.conf"]
    assert f"password = {keys.sip_password(places.keys, 'browser-citizen')}\n" in files["pjsip.conf"]


def test_without_settings_there_is_no_trunk_and_no_telephone(places: Places, engine: asterisk.Engine) -> None:
    files = written(places, engine)
    assert sections(files["pjsip.conf"]) == [
        *("global", "system", "udp", "ws"),
        *("loopback", "loopback", "browser-citizen", "browser-citizen"),
    ]
    assert "Dial(,40" in files["extensions.conf"]
    assert 'GotoIf($[""=""]?message)' in files["extensions.conf"]


def test_a_trunk_is_configured_from_its_settings(places: Places, engine: asterisk.Engine) -> None:
    text = written(
        places,
        engine,
        HOTLINE_TRUNK_HOST="sip.example.org:5070",
        HOTLINE_TRUNK_USER="city",
        HOTLINE_TRUNK_PASSWORD="sec;ret",
        HOTLINE_TRUNK_MATCH="192.0.2.0/24",
    )["pjsip.conf"]
    assert sections(text).count("trunk") == 5
    for line in (
        "server_uri = sip:sip.example.org:5070",
        "client_uri = sip:city@sip.example.org:5070",
        "from_domain = sip.example.org",
        "password = sec\\;ret",
        "allow = alaw,ulaw",
        "match = 192.0.2.0/24",
        "contact_user = 12333",
    ):
        assert f"{line}\n" in text, line


def test_telephones_of_last_resort_have_accounts_and_may_dial_nowhere(places: Places, engine: asterisk.Engine) -> None:
    files = written(places, engine, HOTLINE_FALLBACK_PHONES="desk1,desk2")
    text = files["pjsip.conf"]
    assert sections(text).count("desk1") == sections(text).count("desk2") == 3
    assert f"password = {keys.sip_password(places.keys, 'desk2')}\n" in text
    account = text[text.rindex("[desk2]") :]
    assert "context = none\n" in account
    assert "Dial(PJSIP/desk1&PJSIP/desk2,40" in files["extensions.conf"]


def test_no_line_is_held_for_a_caller_who_sends_nothing_any_more(places: Places, engine: asterisk.Engine) -> None:
    settings = {"HOTLINE_TRUNK_HOST": "sip.example.org", "HOTLINE_FALLBACK_PHONES": "desk1"}
    text = written(places, engine, **settings)["pjsip.conf"]
    endpoints = [part for part in text.split("\n[") if "type = endpoint\n" in part]
    assert {part.partition("]")[0] for part in endpoints} == {"loopback", "browser-citizen", "trunk", "desk1"}
    assert [part for part in endpoints if "\nrtp_timeout = 30\n" not in part] == []
    assert [part for part in endpoints if "\nrtp_timeout_hold = " not in part] == []


def test_an_outside_address_is_told_to_the_other_side(places: Places, engine: asterisk.Engine) -> None:
    text = written(places, engine, HOTLINE_EXTERNAL_ADDRESS="192.0.2.9")["pjsip.conf"]
    assert "external_media_address = 192.0.2.9\nexternal_signaling_address = 192.0.2.9\n" in text
    assert "external" not in written(places, engine)["pjsip.conf"]


def test_modules_that_this_asterisk_has_not_are_left_out(places: Places, engine: asterisk.Engine) -> None:
    loads = [line for line in written(places, engine)["modules.conf"].splitlines() if line.startswith("load = ")]
    assert loads == ["load = res_pjsip.so", "load = app_stasis.so"]


def test_an_unknown_name_in_a_template_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(KeyError, match="password"):
        asterisk.render("secret = {{password}}", {})


def test_dialplan_expressions_are_not_taken_for_ours() -> None:
    assert asterisk.render("${EXTEN}:1 $[{{a}}]", {"a": "x"}) == "${EXTEN}:1 $[x]"


def test_writing_again_changes_nothing_and_leaves_no_drafts(places: Places, engine: asterisk.Engine) -> None:
    assert written(places, engine) == written(places, engine)
    assert [file.name for file in (places.asterisk / "etc").iterdir() if file.name.startswith(".")] == []


def test_the_shipped_prompts_are_reached_under_our_name(places: Places, engine: asterisk.Engine) -> None:
    written(places, engine)
    assert (places.asterisk / "data/sounds/hotline").readlink() == places.prompts / "shipped"
    assert (places.asterisk / "data/sounds/hotline-own").readlink() == places.prompts / "own"
    assert (places.asterisk / "data/documentation").readlink() == engine.share / "documentation"


def test_the_templates_can_be_read_by_others_than_asterisk(places: Places, engine: asterisk.Engine) -> None:
    for name in ("http.conf", "ari.conf", "rtp.conf", "udptl.conf", "sorcery.conf", "stasis.conf"):
        reader = configparser.ConfigParser(strict=True, allow_no_value=False)
        reader.read_string(written(places, engine)[name])
        assert reader.sections() != [], name
