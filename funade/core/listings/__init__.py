"""Postings and facilities as values: drafts from any source, checked, and made searchable."""
