"""Views of the hooks portal."""
