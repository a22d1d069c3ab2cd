"""The telephone engine: which Asterisk there is, its configuration from templates, and how it is started."""

from __future__ import annotations

import http.client
import platform
import re
import shutil
import subprocess
import urllib.request
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hotline.operations import keys, music
from hotline.operations.dialplan import fallback_dial, phones_named
from hotline.operations.places import Places
from hotline.operations.users import Owner

# Versions before have a deadlock under load and an open hole; the next series is not tested.
TESTED_FROM = (22, 10, 1)
TESTED_BELOW = (23,)
HOST_FROM = (20,)
OWN_FOLDERS = ("etc", "lib", "lib/keys", "db", "spool", "log", "data", "data/moh", "data/sounds", "data/agi-bin")
SPOOL_FOLDERS = ("fallback", "monitor", "recording", "outgoing", "tmp")
ASK_LIMIT_SECONDS = 3.0


@dataclass(frozen=True)
class Engine:
    """An Asterisk that can be started: its command, its modules, its documentation, its version."""

    command: tuple[str, ...]
    modules: Path
    share: Path
    version: str

    @property
    def is_tested(self) -> bool:
        """Whether this version is one that the project is tested with."""
        return is_accepted(self.version)


def is_accepted(version: str) -> bool:
    """Whether a version is one that the project is tested with, so that it may be fetched."""
    return TESTED_FROM <= version_parts(version) < TESTED_BELOW


def version_parts(version: str) -> tuple[int, ...]:
    """The leading numbers of a version: `22.10.1+dfsg` is (22, 10, 1)."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in found.group().split(".")) if found else ()


def engine_find(places: Places) -> Engine | None:
    """The Asterisk to use: the unpacked one, else the machine's own where it is new enough, else None."""
    return engine_in_tree(places.tree) or _engine_of_host()


def engine_in_tree(tree: Path) -> Engine | None:
    """The Asterisk in an unpacked tree, which brings its own loader and libraries."""
    loader = next(iter(sorted([*tree.glob("usr/lib64/ld-linux-*"), *tree.glob("usr/lib/ld-linux-*")])), None)
    modules = next(iter(tree.glob("usr/lib/*/asterisk/modules")), None)
    if loader is None or modules is None:
        return None
    libraries = modules.parents[1]
    path = f"{libraries}:{libraries}/pulseaudio"
    command = (str(loader), "--library-path", path, str(tree / "usr/sbin/asterisk"))
    return _engine(command, modules=modules, share=tree / "usr/share/asterisk", accept_from=TESTED_FROM)


def folders_make(places: Places, owner: Owner) -> None:
    """Make every folder Asterisk uses, its own ones closed to other users."""
    places.asterisk.mkdir(parents=True, exist_ok=True)
    for name in OWN_FOLDERS:
        owner.make_folder(places.asterisk / name, mode=0o755 if name.startswith("data") else 0o750)
    for name in SPOOL_FOLDERS:
        owner.make_folder(places.asterisk / "spool" / name, mode=0o750)
    owner.make_folder(places.asterisk_run, mode=0o750)


def configuration_write(places: Places, engine: Engine, owner: Owner) -> None:
    """Render every template into `etc`, and put sounds and documentation where the configuration says."""
    values = template_values(places, engine)
    templates = places.checkout / "asterisk" / "templates"
    parts = {part.stem: part.read_text(encoding="utf-8") for part in (templates / "parts").glob("*.conf")}
    values |= _optional_parts(places, values, parts)
    for template in sorted(templates.glob("*.conf")):
        text = render(template.read_text(encoding="utf-8"), values)
        if template.name == "modules.conf":
            text = modules_present(text, engine.modules)
        owner.write(places.asterisk / "etc" / template.name, text, mode=0o640)
    data = places.asterisk / "data"
    music.sounds_ensure(data)
    _link(data / "documentation", engine.share / "documentation")
    _link(data / "rest-api", engine.share / "rest-api")
    _link(data / "sounds" / "hotline", places.prompts / "shipped")
    _link(data / "sounds" / "hotline-own", places.prompts / "own")


def template_values(places: Places, engine: Engine) -> dict[str, str]:
    """What the templates may name, each by its key in double braces."""
    folder = places.asterisk
    rtp_first, rtp_last = places.rtp_ports
    udptl_first, udptl_last = places.udptl_ports
    values: dict[str, str | int | Path] = {
        **{name: folder / name for name in ("etc", "lib", "db", "spool", "log", "data")},
        "run": places.asterisk_run,
        "modules": engine.modules,
        "sounds": folder / "data" / "sounds",
        "fallback_spool": places.fallback_spool,
        "node": places.node,
        "number": places.number,
        "http_port": places.asterisk_http_port,
        "ami_port": places.ami_port,
        "sip_bind": places.sip_bind,
        "sip_port": places.sip_port,
        "rtp_first": rtp_first,
        "rtp_last": rtp_last,
        "udptl_first": udptl_first,
        "udptl_last": udptl_last,
        "ari_password": keys.key_read(places.keys, "ari.password"),
        "browser_password": keys.sip_password(places.keys, "browser-citizen"),
        "fallback_dial": fallback_dial(places.setting("FALLBACK_PHONES")),
    }
    return {name: str(value) for name, value in values.items()}


def render(template: str, values: Mapping[str, str]) -> str:
    """Put the values into a template. Raises KeyError for a name that there is no value for."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found.group(1)], template)


def modules_present(text: str, modules: Path) -> str:
    """Leave out the `load` lines of modules that this Asterisk was built without."""
    kept = [
        line
        for line in text.splitlines()
        if not line.startswith("load = ") or (modules / line.removeprefix("load = ")).is_file()
    ]
    return "\n".join(kept) + "\n"


def command_line(places: Places, engine: Engine) -> list[str]:
    """The command that runs Asterisk in the foreground."""
    return [*engine.command, "-C", str(places.asterisk / "etc" / "asterisk.conf"), "-f", "-n", "-q"]


def ari_answers(places: Places, path: str = "/asterisk/ping") -> bool:
    """Whether ARI answers a GET with success within a few seconds."""
    return ari_get(places, path) is not None


def ari_get(places: Places, path: str) -> bytes | None:
    """The body of an ARI resource; None where Asterisk does not answer or says no."""
    token = b64encode(f"hotline:{keys.key_read(places.keys, 'ari.password')}".encode()).decode()
    address = f"http://127.0.0.1:{places.asterisk_http_port}/ari{path}"
    request = urllib.request.Request(address, headers={"Authorization": f"Basic {token}"})
    # Straight to loopback: a proxy that the machine uses for the Internet has no business here.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=ASK_LIMIT_SECONDS) as answer:
            return bytes(answer.read())
    except (OSError, http.client.HTTPException):  # the second: it ended in the middle of its answer
        return None


def console_run(places: Places, engine: Engine, command: str) -> str:
    """What the running Asterisk prints for a console command; empty where it does not run, or does not answer."""
    asked = [*engine.command, "-C", str(places.asterisk / "etc" / "asterisk.conf"), "-rx", command]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def _optional_parts(places: Places, values: Mapping[str, str], parts: Mapping[str, str]) -> dict[str, str]:
    host = places.setting("TRUNK_HOST")
    trunk = {
        "number": places.number,
        "trunk_host": host,
        "trunk_domain": host.partition(":")[0],
        "trunk_user": _without_comment(places.setting("TRUNK_USER", places.number)),
        "trunk_password": _without_comment(places.setting("TRUNK_PASSWORD")),
        "trunk_codecs": places.setting("TRUNK_CODECS", "alaw,ulaw"),
        "trunk_match": places.setting("TRUNK_MATCH", host.partition(":")[0]),
    }
    phones = "".join(
        render(parts["phone"], {"phone": phone, "phone_password": keys.sip_password(places.keys, phone)})
        for phone in phones_named(places.setting("FALLBACK_PHONES"))
    )
    address = places.setting("EXTERNAL_ADDRESS")
    external = f"external_media_address = {address}\nexternal_signaling_address = {address}\n" if address else ""
    return {"trunk": render(parts["trunk"], trunk) if host else "", "phones": phones, "external": external}


def _without_comment(value: str) -> str:
    # Behind a bare semicolon a line of Asterisk's configuration is comment.
    return value.replace(";", "\\;")


def _engine(command: tuple[str, ...], *, modules: Path, share: Path, accept_from: tuple[int, ...]) -> Engine | None:
    try:
        told = subprocess.run([*command, "-V"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"Asterisk (\d[\w.+~-]*)", told)
    if found is None or version_parts(found.group(1)) < accept_from:
        return None
    return Engine(command, modules, share, found.group(1))


def _engine_of_host() -> Engine | None:
    program = shutil.which("asterisk") or shutil.which("asterisk", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        return None
    machine = f"{platform.machine()}-linux-gnu"
    choices = (Path("/usr/lib") / machine / "asterisk/modules", Path("/usr/lib/asterisk/modules"))
    modules = next((folder for folder in choices if folder.is_dir()), None)
    if modules is None:
        return None
    return _engine((program,), modules=modules, share=Path("/usr/share/asterisk"), accept_from=HOST_FROM)


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() == target:
        return
    link.unlink(missing_ok=True)
    link.symlink_to(target)
