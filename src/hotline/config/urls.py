"""Addresses: each face brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("desk/report", include("hotline.reporting.urls")),
    path("desk/", include("hotline.desk.urls")),
    path("", include("hotline.portal.urls")),
]

handler500 = "hotline.config.troubles.server_error"
