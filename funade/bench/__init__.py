"""Measuring Funade: the search engine beside databases, and the program as a whole.

Nothing in the product imports this package. It imports everything, so it stands beside `config`.
"""
