"""What may be said, to whom, and when: neutral words, quiet hours, registered personal fields."""
