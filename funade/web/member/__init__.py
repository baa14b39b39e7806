"""What one physician sees of their own."""
