"""What changes the notices app's tables."""
