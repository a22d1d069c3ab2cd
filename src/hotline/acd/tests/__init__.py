"""Tests of queues, desks and matching."""
