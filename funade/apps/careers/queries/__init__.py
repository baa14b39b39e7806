"""Reading what belongs to one physician."""
