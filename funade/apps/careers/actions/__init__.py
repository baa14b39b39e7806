"""What changes the careers app's tables."""
