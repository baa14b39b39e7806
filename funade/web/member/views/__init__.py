"""The member portal's views."""
