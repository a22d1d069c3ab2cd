"""Install, start, watch over and examine a centre. Standard library only: it runs before anything is installed."""
