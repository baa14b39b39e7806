"""What the staff of a facility see."""
