"""What member pages show, as values."""
