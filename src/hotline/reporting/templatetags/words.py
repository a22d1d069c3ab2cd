"""`{% say "中文" "English" %}`: both texts stand together in the template, one is shown."""

from django import template

from hotline.reporting.words import Words

register = template.Library()


@register.simple_tag
def say(zh: str, en: str) -> str:
    """Return the text in the language of the present request."""
    return str(Words(zh, en))
