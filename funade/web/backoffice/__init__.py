"""What the operator and agency staff see."""
