"""Django's commands: `python -m hotline.config.manage COMMAND`."""

import os
import sys

from .plainly import run_plainly


def main() -> int:
    """Run the command named on the command line; the exit code is 0 unless it fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotline.config.settings")
    return run_plainly(_run)


def _run() -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # settings first

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
