"""The search engine: find openings, count every facet, rank for a person, answer in reverse.

A `Posting` with its `Opening`s goes in (`document`), a `Query` asks (`query`), and the answer is
ids and numbers only: the database stays the truth and the page reads the rows by id.
This package is the only door to NumPy.
"""
