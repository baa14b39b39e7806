"""What belongs to one physician."""
