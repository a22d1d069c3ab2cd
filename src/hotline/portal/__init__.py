"""Portal: the citizen face."""
