"""`prompts build|check|replace|restore`: the line's own sentences, with this centre's folders."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hotline.speech.prompts.__main__ import main


class Command(BaseCommand):
    """Hands its arguments on, so that an operator needs no second entrance."""

    help = "提示音：生成、检查、替换、恢复。The line's prompts: build, check, replace, restore."

    def add_arguments(self, parser: CommandParser) -> None:
        """Everything is read by the prompts' own parser."""
        parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="build|check|replace|restore ...")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit as the command does."""
        sys.exit(main(options["rest"]))
