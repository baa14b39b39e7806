"""One module per errand at the entrance."""
