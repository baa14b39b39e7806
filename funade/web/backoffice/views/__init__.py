"""What the back office shows."""
