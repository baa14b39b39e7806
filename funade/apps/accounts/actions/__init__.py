"""What changes the accounts app's tables."""
