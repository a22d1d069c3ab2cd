"""What changes the switchboard's tables."""
