"""Master lists: each word of the field once, in the order a physician expects."""
