"""Telephony: the switchboard process, its ARI client, the call machine, effects, reconcile, recordings."""
