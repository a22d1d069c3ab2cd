"""What is read from the record."""

from .report import Report, ReportRow, centre_zone, report_by_day, report_by_hour, report_for

__all__ = ["Report", "ReportRow", "centre_zone", "report_by_day", "report_by_hour", "report_for"]
