"""`manage glossary_write`: bring the glossary's chapter of figures up to date."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hotline.reporting.glossary import glossary_with_figures

GLOSSARY = Path("docs") / "glossary.md"


class Command(BaseCommand):
    """Write `docs/glossary.md` from the table of definitions."""

    help = "Write the figures of docs/glossary.md from the table of definitions."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the file anew, or leave it as it is where nothing has changed."""
        file = settings.BASE_DIR / GLOSSARY
        file.write_text(glossary_with_figures(file.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(f"{GLOSSARY}")
