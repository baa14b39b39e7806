"""The search engine: find openings, count every facet, rank for a person, answer in reverse.

A `Posting` with its `Opening`s goes in (`document`), a `Query` asks (`query`), and the answer is
ids and numbers only: the database stays the truth and the page reads the rows by id.
This package is the only door to NumPy.

Start reading at `engine` (a search in four lines), then `columns` (what the index is made of),
`filter`, `facets` and `rank`. `index` explains how changes are folded in, `snapshot` how the
index is kept on disk, `percolate` how a new posting finds the saved searches it matches.
"""
