"""The long-running processes and the scripted telephone: `python -m hotline.config.serve NAME`."""

import asyncio
import os
import sys

import django

from .plainly import run_plainly


def web() -> int:
    """Pages, live stream and telephone gate, on one port; on https as well where there is a certificate."""
    from .web import serve_web  # noqa: PLC0415  # after django.setup

    return asyncio.run(serve_web())


def switchboard() -> int:
    """The process that owns the calls of this node."""
    import uvloop  # noqa: PLC0415  # the other processes do without: here every call pays for the loop's own work

    from hotline.telephony.switchboard.main import Switchboard  # noqa: PLC0415  # after django.setup

    return uvloop.run(Switchboard().run())


def worker() -> int:
    """Jobs: recordings into the store, topics into sound."""
    from .worker import serve_worker  # noqa: PLC0415  # after django.setup

    return asyncio.run(serve_worker())


def call() -> int:
    """Call the centre from the command line."""
    from hotline.telephony.caller.command import main  # noqa: PLC0415  # the other processes have no use for it

    return main(sys.argv[2:])


PROCESSES = {"web": web, "switchboard": switchboard, "worker": worker, "call": call}
OWN_SETTINGS = {"web": "hotline.config.settings_web"}


def main() -> int:
    """Run the process named on the command line; the exit code is the process's."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in PROCESSES:
        print(f"用法 Usage: python -m hotline.config.serve {'|'.join(PROCESSES)}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", OWN_SETTINGS.get(name, "hotline.config.settings"))
    return run_plainly(lambda: _run(name))


def _run(name: str) -> int:
    if name != "call":  # it touches no table, and whoever mistyped a key need not wait for the rooms to load
        django.setup()
    return PROCESSES[name]()


if __name__ == "__main__":
    sys.exit(main())
