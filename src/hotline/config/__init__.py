"""Settings, wiring and entry points: the one place that knows every room."""
