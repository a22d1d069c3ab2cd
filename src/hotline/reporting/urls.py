"""Addresses of the report: desk/report and desk/report.csv."""

from django.urls import path

from . import views

app_name = "reporting"
urlpatterns = [
    path("", views.report_page, name="report"),
    path(".csv", views.report_sheet, name="sheet"),
]
