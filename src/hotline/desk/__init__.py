"""Desk: the staff face."""
