"""The certificate for https: browsers on other computers give a page the microphone only over https."""

from __future__ import annotations

import shutil
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

from hotline.operations.errors import PlainError
from hotline.operations.places import Places

DAYS = 825


def certificate_files(places: Places) -> tuple[Path, Path]:
    """Certificate and key. An operator's own are used where they lie there."""
    return places.keys / "tls.crt", places.keys / "tls.key"


def has_certificate(places: Places) -> bool:
    """Whether there is a certificate with its key, so that the pages are served over https too."""
    return all(file.is_file() for file in certificate_files(places))


def names_of_machine() -> list[str]:
    """Names and addresses under which other computers may reach this one."""
    name = socket.gethostname()
    names = {name, socket.getfqdn(), "localhost"}
    # A name that no server knows: the addresses are missing, the name is not.
    with suppress(OSError):
        names |= {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    return sorted(names | {"127.0.0.1"})


def certificate_ensure(places: Places) -> None:
    """Make a certificate signed by itself where other computers are to come and there is none yet.

    Raises PlainError where openssl is missing or fails.
    """
    certificate, key = certificate_files(places)
    if not places.is_open_to_others or has_certificate(places):
        return
    openssl = shutil.which("openssl")
    if openssl is None:
        raise PlainError(
            zh="没有 openssl，无法生成 https 证书。请安装 openssl，或把证书放到 " + str(certificate),
            en=f"openssl is missing, so no certificate can be made: install it, or put your own at {certificate}.",
        )
    alternatives = ",".join(f"{_kind(name)}:{name}" for name in names_of_machine())
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", str(DAYS), "-subj", "/CN=hotline", "-addext", f"subjectAltName={alternatives}"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, umask=0o077, check=False)
    if done.returncode != 0:
        raise PlainError(
            zh=f"证书生成失败：{done.stderr.strip()[-200:]}",
            en=f"The certificate could not be made: {done.stderr.strip()[-200:]}",
        )
    key.chmod(0o600)


def _kind(name: str) -> str:
    return "IP" if ":" in name or name.replace(".", "").isdecimal() else "DNS"
