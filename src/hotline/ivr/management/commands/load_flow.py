"""`load_flow [FILE]`: check a flow file and make it the current version."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hotline.ivr.check import MAIN_FLOW_FILE
from hotline.ivr.problems import FlowRefusedError
from hotline.ivr.services import flow_load


class Command(BaseCommand):
    """Loads a flow; running it again with the same file changes nothing. Calls under way keep their version."""

    help = "检查并载入语音流程（可重复运行）。Check and load a call flow; may be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        """One optional file."""
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=settings.HOTLINE_FLOW or MAIN_FLOW_FILE,
            help="流程文件；默认是自带的流程。The flow file; the shipped one by default.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say which version is current."""
        try:
            version = flow_load(path=options["file"])
        except OSError as error:
            raise CommandError(f"读不到 {options['file']}。Cannot read it: {error.strerror}.") from error
        except FlowRefusedError as refusal:
            raise CommandError(f"流程有误，没有载入。The flow was refused, nothing was loaded.\n{refusal}") from refusal
        self.stdout.write(f"语音流程 {version.flow}，第 {version.n} 版。Call flow {version.flow}, version {version.n}.")
