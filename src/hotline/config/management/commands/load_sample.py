"""`load_sample`: people, queue, hours, knowledge and flow of the sample centre."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hotline.accounts.services import sample_staff_load
from hotline.acd.sample import sample_load as sample_queues_load
from hotline.ivr.check import MAIN_FLOW_FILE
from hotline.ivr.services import flow_load
from hotline.knowledge.folder import SAMPLE_FOLDER
from hotline.knowledge.services import folder_load


class Command(BaseCommand):
    """Loads the sample centre; running it again changes nothing that did not change."""

    help = "载入示例中心（可重复运行）。Load the sample centre; may be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        """People first: queues have them as members."""
        if settings.HOTLINE_DEMO_PASSWORD:
            sample_staff_load(password=settings.HOTLINE_DEMO_PASSWORD)
        sample_queues_load()
        folder_load(folder=SAMPLE_FOLDER)
        flow_load(path=settings.HOTLINE_FLOW or MAIN_FLOW_FILE)
        self.stdout.write("示例中心已载入。Sample centre loaded.")
