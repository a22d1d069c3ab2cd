"""What every page says: `{% say "中文" "English" %}` of which one text is shown, and the public number."""

from django import template
from django.conf import settings

from hotline.kernel.words import Words

register = template.Library()


@register.simple_tag
def say(zh: str, en: str) -> str:
    """Return the text in the language of the present request."""
    return str(Words(zh, en))


@register.simple_tag
def centre_number() -> str:
    """The public number people dial."""
    number: str = settings.HOTLINE_NUMBER
    return number
