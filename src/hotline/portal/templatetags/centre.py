"""What every page of the portal says about the centre and its reader."""

from django import template
from django.conf import settings
from django.template import Context

from hotline.portal.elder import is_elder

register = template.Library()


@register.simple_tag
def centre_number() -> str:
    """The public number people dial."""
    number: str = settings.HOTLINE_NUMBER
    return number


@register.simple_tag(takes_context=True)
def elder_chosen(context: Context) -> bool:
    """Whether the reader of this page has chosen the larger type."""
    return is_elder(context["request"])
