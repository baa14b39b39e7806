"""A physician's profile: only what the law lets be asked, each thing once (職業安定法5条の5)."""
