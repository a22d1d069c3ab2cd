"""`{% both "中文" "English" %}` for a page that must not reload: both texts are in it, its language shows one."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def both(zh: str, en: str) -> SafeString:
    """Return both texts, each marked with its language."""
    return format_html('<span class="both" lang="zh-Hans">{}</span><span class="both" lang="en">{}</span>', zh, en)
