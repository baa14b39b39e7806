"""Everything that writes to the catalog: atomic, keyword-only, ``actor`` first."""
