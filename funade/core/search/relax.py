"""Nothing found: which single condition is in the way?"""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Final

from funade.core.search import text
from funade.core.search.bits import count
from funade.core.search.document import Moment
from funade.core.search.filter import find_all
from funade.core.search.index import Index
from funade.core.search.query import Query
from funade.core.search.result import Relaxation

_NO_CONDITION: Final = frozenset({"kind", "hidden_facilities", "wishes", "sort", "page"})
"""Fields that are no condition, or none that a person would give up here."""


def relaxations(index: Index, query: Query, now: Moment) -> tuple[Relaxation, ...]:
    """What would be found without each single condition; most first, only what helps.

    A flag and a word of the text are dropped one by one (``value`` is the code or the word);
    any other field is dropped whole and ``value`` is "" unless the field holds a single value.
    """
    found = [
        Relaxation(field, value, _openings(index, looser, now))
        for field, value, looser in _looser(query)
    ]
    helpful = [relaxation for relaxation in found if relaxation.openings > 0]
    return tuple(sorted(helpful, key=lambda r: -r.openings))


def _openings(index: Index, query: Query, now: Moment) -> int:
    return sum(count(match.rows) for match in find_all(index.parts(query.kind), query, now))


def _looser(query: Query) -> Iterator[tuple[str, str, Query]]:
    """Field, value and the query without it, in the order of the fields."""
    for field in fields(query):
        held = getattr(query, field.name)
        if field.name in _NO_CONDITION or held == field.default:
            continue
        if field.name == "text":
            yield from _without_each_word(query)
        elif field.name == "flags":
            for code in dict.fromkeys(held):
                rest = tuple(other for other in held if other != code)
                yield "flags", code, replace(query, flags=rest)
        else:
            yield field.name, _single(held), query.without(field.name)


def _without_each_word(query: Query) -> Iterator[tuple[str, str, Query]]:
    words = text.terms(query.text)
    for word in words:
        yield "text", word, replace(query, text=" ".join(w for w in words if w != word))


def _single(held: object) -> str:
    """The value of a field if it holds one number or one code, else ""."""
    if isinstance(held, tuple):
        return str(held[0]) if len(held) == 1 else ""
    return str(held) if isinstance(held, int) else ""
