"""Tests of the flows, their checker and their interpreter."""
