"""Views of the public portal: parse, one call, render."""
