"""希望条件シート: what a physician wants, line by line, and how a posting answers it."""
