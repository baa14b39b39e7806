"""Invented facilities and postings that read as real life to a physician; see `stream`.

Pure and deterministic. places → facilities → recipes (what belongs together) → postings (facts) →
titles, terms and flags (words that agree with the facts).
"""

from funade.core.demo.facilities import MedicalOffice
from funade.core.demo.stream import DemoFacility, documents, generate

__all__ = ["DemoFacility", "MedicalOffice", "documents", "generate"]
