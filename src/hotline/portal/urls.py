"""Addresses of the portal."""

from django.templatetags.static import static
from django.urls import path, re_path
from django.views.generic import RedirectView

from .views import calculators, calling, comfort, entries, entry, start

app_name = "portal"
urlpatterns = [
    path("favicon.ico", RedirectView.as_view(url=static("portal/icon.svg"))),
    path("", start.start_page, name="start"),
    path("become", start.become, name="become"),
    path("search", entries.search_page, name="search"),
    path("topics/", entries.topics_page, name="topics"),
    re_path(r"^topics/(?P<code>[0-9]{4})/$", entry.entry_page, name="entry"),
    path("calculators/", calculators.calculators_page, name="calculators"),
    path("calculators/<slug:key>/", calculators.calculator_page, name="calculator"),
    path("call", calling.call_page, name="call"),
    path("call/ticket", calling.call_ticket, name="call-ticket"),
    path("elder", comfort.elder_switch, name="elder"),
]
