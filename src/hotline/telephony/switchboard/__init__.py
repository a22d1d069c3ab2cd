"""The switchboard: one process that owns the calls of one node."""
