"""The record: inquiry, interaction, matter, segment, engagement, message, provenance, survey mark."""
