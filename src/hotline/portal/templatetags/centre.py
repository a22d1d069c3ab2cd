"""What every page of the portal knows of its reader."""

from django import template
from django.template import Context

from hotline.portal.elder import is_elder

register = template.Library()


@register.simple_tag(takes_context=True)
def elder_chosen(context: Context) -> bool:
    """Whether the reader of this page has chosen the larger type."""
    return is_elder(context["request"])
