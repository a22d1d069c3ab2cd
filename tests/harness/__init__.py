"""What the call scenarios stand on: a centre of their own, callers, advisers in a browser, readers of the record."""
