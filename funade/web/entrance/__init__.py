"""Signing up, signing in, and keeping the account safe; for every audience."""
