"""Terms of work: the fields a posting states, and pay made comparable."""
