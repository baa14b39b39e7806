"""Funade（船出）: an open platform for a physician's next step."""

__version__ = "0.1.0"
