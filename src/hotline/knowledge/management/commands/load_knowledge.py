"""`load_knowledge [FOLDER]`: load entry files into the centre."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from hotline.knowledge.faults import FaultsFoundError
from hotline.knowledge.folder import SAMPLE_FOLDER
from hotline.knowledge.services import folder_load


class Command(BaseCommand):
    """Loads a folder of topics and entries; running it again changes nothing that did not change."""

    help = "载入知识条目文件夹（可重复运行）。Load a folder of knowledge entries; may be repeated."

    def add_arguments(self, parser: CommandParser) -> None:
        """One optional folder."""
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=SAMPLE_FOLDER,
            help="含 topics.yaml 和 entries/ 的文件夹；默认是自带的示例。Folder with topics.yaml and entries/; "
            "the sample centre's by default.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say how much was new, changed, unchanged."""
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"没有这个文件夹：{folder}，请检查路径。There is no folder {folder}: check the path.")
        try:
            report = folder_load(folder=folder)
        except FaultsFoundError as found:
            count = len(found.faults)
            raise CommandError(
                f"有{count}处问题，什么都没有载入。{count} faults, nothing was loaded:\n{found}"
            ) from found
        except IntegrityError as error:
            raise CommandError(
                "有编号或排位已被文件夹以外的条目占用，什么都没有载入，请改文件中的 code 或 rank。"
                "A code or rank belongs to an entry outside this folder; nothing was loaded: change code or rank."
                f"\n{error}"
            ) from error
        self.stdout.write(
            f"知识条目{report.entries}条：新增{report.new}，更新{report.changed}，未变{report.unchanged}；"
            f"主题{report.topics}个。"
        )
        self.stdout.write(
            f"{report.entries} entries: {report.new} new, {report.changed} changed, {report.unchanged} unchanged; "
            f"{report.topics} topics."
        )
