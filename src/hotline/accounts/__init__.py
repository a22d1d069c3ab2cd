"""Accounts: staff, roles, sign-on, audit."""
