"""Template tags of the printed figures."""
