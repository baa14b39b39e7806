"""Facilities, postings and openings, and how they reach the search index."""
