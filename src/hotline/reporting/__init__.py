"""Reporting: figures derived from the record alone."""
