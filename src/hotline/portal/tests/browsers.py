"""Browsers of different readers."""

from django.test import Client

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}
"""The address of a browser on another computer."""


def english() -> Client:
    """A browser whose reader wants English."""
    return Client(headers={"accept-language": "en"})
