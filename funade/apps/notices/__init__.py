"""Messages, preferences, channels."""
