"""`start_screen --json`: what the start page says, for the last screen of the command line."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from hotline.kernel.words import Words
from hotline.portal.selectors import demo_people
from hotline.portal.tries import TRIES


class Command(BaseCommand):
    """Says the number, the addresses, the demo accounts and what to try."""

    help = "号码、地址、示例账号和可以试的事。The number, addresses, demo accounts and what to try."

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--json", action="store_true", help="one line of JSON / 一行 JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it as JSON, or as lines to read."""
        told = screen_data()
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(told["number"])
        for address in told["addresses"]:
            self.stdout.write(f"{address['name']['zh']} {address['name']['en']}: {address['url']}")
        for account in told["accounts"]:
            self.stdout.write(f"{account['role']['zh']} {account['role']['en']}: {account['username']}")


def screen_data() -> dict[str, Any]:
    """Everything the screen says. No password: the name of the file that holds it."""
    web = f"http://127.0.0.1:{settings.PLACES.web_port}"
    return {
        "number": settings.HOTLINE_NUMBER,
        "addresses": [
            {"name": _both(Words("首页", "Front page")), "url": f"{web}/"},
            {"name": _both(Words("用浏览器拨打", "Call from this browser")), "url": f"{web}/call"},
            {"name": _both(Words("坐席台", "Adviser's desk")), "url": f"{web}/desk/"},
        ],
        "accounts": [
            {"role": _both(person.role), "username": person.username, "name": person.name} for person in demo_people()
        ],
        "password_file": str(settings.HOTLINE_KEYS / "demo.password"),
        "tries": [_both(one.what) | {"command": one.command} for one in TRIES],
    }


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
