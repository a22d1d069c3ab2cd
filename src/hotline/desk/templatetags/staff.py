"""Addresses of built files, and values as staff pages show them."""

from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from hotline.desk.both import Both
from hotline.kernel.words import language_now

register = template.Library()


@register.simple_tag
def built(name: str) -> str:
    """The address under /static/ with a mark of the build, so that a browser never mixes two of them."""
    found = finders.find(name)
    if not isinstance(found, str):
        return static(name)
    return f"{static(name)}?v={Path(found).stat().st_mtime_ns:x}"


@register.filter
def pick(text: Both) -> str:
    """The text in the language of the present request."""
    return text["en"] if language_now() == "en" else text["zh"]


@register.filter
def duration(seconds: int) -> str:
    """75 is "1:15", 3675 is "1:01:15"."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
