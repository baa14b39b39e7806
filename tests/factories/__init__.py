"""Plain builders: a test states what matters to it, the rest is ordinary."""
