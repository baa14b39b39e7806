"""The index: a main segment, and over it the changes since.

A `Segment` is immutable. A change makes a new `Index` that shares all big arrays with the old one:
what is replaced is hidden in the older layers, what is new goes into a small young layer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np

from funade.core.search import build
from funade.core.search.columns import Columns
from funade.core.search.document import Posting
from funade.core.search.live import Part

TAIL: Final = 64
"""Changed postings that are indexed anew with each change; beyond it they join the delta."""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """The columns of each kind of posting."""

    kinds: Mapping[str, Columns]

    @classmethod
    def build(cls, postings: Iterable[Posting]) -> Self:
        """Index postings with distinct ids. Those without openings to take leave no trace."""
        by_kind: dict[str, list[Posting]] = {}
        for posting in postings:
            if any(opening.places_left > 0 for opening in posting.openings):
                by_kind.setdefault(posting.kind, []).append(posting)
        return cls({kind: build.build(kind, group) for kind, group in sorted(by_kind.items())})

    @property
    def rows(self) -> int:
        """Number of openings."""
        return sum(columns.rows for columns in self.kinds.values())


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A segment seen through what later layers replace; ``docs`` is kept of young layers only."""

    parts: Mapping[str, Part]
    docs: Mapping[int, Posting] = field(default_factory=dict)

    @classmethod
    def of(cls, segment: Segment) -> Self:
        """A layer that hides nothing."""
        return cls({kind: Part.of(columns) for kind, columns in segment.kinds.items()})

    @classmethod
    def build(cls, docs: Mapping[int, Posting]) -> "Layer":
        """A young layer of these postings, by id."""
        return cls(Layer.of(Segment.build(docs.values())).parts, docs)

    def hiding(self, ids: Iterable[int]) -> "Layer":
        """The layer without the postings of these ids."""
        gone = set(ids)
        wanted = np.array(sorted(gone), np.int64)
        parts = dict(self.parts)
        for kind, part in parts.items():
            numbers = part.columns.find_postings(wanted)
            if len(numbers):
                parts[kind] = part.hiding(numbers)
        return Layer(parts, {id: doc for id, doc in self.docs.items() if id not in gone})


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What can be searched: every posting is visible in exactly one of the three layers."""

    main: Layer
    delta: Layer = field(default_factory=lambda: Layer({}))
    tail: Layer = field(default_factory=lambda: Layer({}))

    @classmethod
    def of(cls, segment: Segment) -> Self:
        """An index of a segment alone."""
        return cls(Layer.of(segment))

    def fold(self, changes: Mapping[int, Posting | None], *, tail: int = TAIL) -> "Index":
        """The index after changes: the new state of each changed posting by id, None if gone.

        More than ``tail`` changed postings are moved on to the delta.
        """
        if not changes:
            return self
        main, delta = self.main.hiding(changes), self.delta.hiding(changes)
        kept = {id: doc for id, doc in self.tail.docs.items() if id not in changes}
        docs = kept | {id: doc for id, doc in changes.items() if doc is not None}
        if len(docs) <= tail:
            return Index(main, delta, Layer.build(docs))
        return Index(main, Layer.build({**delta.docs, **docs}))

    @property
    def changed(self) -> int:
        """Postings held outside the main segment: when they are many, write a new snapshot."""
        return len(self.delta.docs) + len(self.tail.docs)

    def parts(self, kind: str) -> tuple[Part, ...]:
        """The tables that hold postings of a kind, the main one first."""
        layers = (self.main, self.delta, self.tail)
        return tuple(layer.parts[kind] for layer in layers if kind in layer.parts)
