"""Queues, presence and load, matching, call-backs, the working calendar."""
