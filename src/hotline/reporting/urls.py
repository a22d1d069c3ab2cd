"""Addresses of the report, below desk/report."""

from django.urls import path

from . import views

app_name = "reporting"
urlpatterns = [
    path("", views.report_page, name="report"),
    path("/figures.csv", views.report_sheet, name="sheet"),
]
