"""Everything that reads the careers app, by subject."""
