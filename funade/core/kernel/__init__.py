"""Values every other part of the core is written in: time, money, text and findings."""
