"""The notices app's tables."""
