"""A scripted SIP telephone: it calls, presses keys, speaks, listens and hangs up when it is told to.

`process` is the telephone, a program of its own; `client` is how a test or a command holds it in the hand.
It speaks to this machine alone.
"""
