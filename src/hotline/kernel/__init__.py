"""Kernel: ids, clock, outbox, live bus, encryption, blobs. No domain here."""
