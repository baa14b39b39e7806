"""CSV and TSV as rows, one record at a time, whatever the file is like.

The standard reader gives up, or swallows the rest of the file, at a quote that is never closed,
and reads a line of 100 MB into memory. Here a record has a hard limit, a quote that stays open is
the problem of the line it stands in, and reading goes on with the next line.
"""

import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple, TextIO

from funade.core.listings.rows import (
    BAD_QUOTES,
    MAX_RECORD,
    TOO_LONG,
    Row,
    broken_row,
    read_row,
)

MAX_LINES: Final = 200
"""Physical lines one record may span (line breaks inside quotes)."""
_QUOTE: Final = '"'


class _Line(NamedTuple):
    number: int
    text: str
    complete: bool


def read_delimited(stream: TextIO) -> Iterator[Row]:
    """The rows of a CSV or TSV text; blank lines are left out. Never raises for content."""
    waiting = _Lookahead(_lines(stream))
    delimiter = _delimiter(waiting.peek(0))
    while (line := waiting.peek(0)) is not None:
        if not line.complete:
            waiting.drop(1)
            yield broken_row(line.number, line.text, TOO_LONG)
        elif not line.text.strip():
            waiting.drop(1)
        else:
            yield _record(waiting, line, delimiter)


def _lines(stream: TextIO) -> Iterator[_Line]:
    """Physical lines; of one that is too long only the beginning is ever held."""
    number = 0
    while text := stream.readline(MAX_RECORD):
        number += 1
        complete = text.endswith("\n") or len(text) < MAX_RECORD
        yield _Line(number, text, complete)
        while not complete:
            rest = stream.readline(MAX_RECORD)
            complete = rest.endswith("\n") or len(rest) < MAX_RECORD


class _Lookahead:
    """Lines that have been read but not yet used up, so that a record can be given back."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        self._lines = lines
        self._held: deque[_Line] = deque()

    def peek(self, at: int) -> _Line | None:
        """The line ``at`` places ahead, or None after the end."""
        if at >= len(self._held):
            self._held.extend(islice(self._lines, at + 1 - len(self._held)))
        return self._held[at] if at < len(self._held) else None

    def drop(self, count: int) -> None:
        """Use up lines."""
        for _ in range(count):
            self._held.popleft()


def _delimiter(first: _Line | None) -> str:
    """Tab if the first line has more of them than commas."""
    text = first.text if first else ""
    return "\t" if text.count("\t") > text.count(",") else ","


def _record(waiting: _Lookahead, first: _Line, delimiter: str) -> Row:
    """The record that starts at ``first``; without a proper end it is that one line alone."""
    text, used = first.text, 1
    cells = _parse(text, delimiter)
    while cells is None and (line := waiting.peek(used)) is not None:
        if not line.complete or used >= MAX_LINES or len(text) > MAX_RECORD:
            break
        text, used = text + line.text, used + 1
        if text.count(_QUOTE) % 2 == 0:
            cells = _parse(text, delimiter)
            break
    if cells is None:
        waiting.drop(1)
        return broken_row(first.number, first.text, BAD_QUOTES)
    waiting.drop(used)
    if len(text) > MAX_RECORD:
        return broken_row(first.number, first.text, TOO_LONG)
    return read_row(first.number, cells)


def _parse(text: str, delimiter: str) -> list[str] | None:
    """The cells of one whole record, or None if its quotes do not fit."""
    if _QUOTE not in text:
        return text.rstrip("\r\n").split(delimiter)
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
