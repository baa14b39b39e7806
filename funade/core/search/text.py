"""Full-text search in Japanese: every substring counts, from one character up.

There are no words to split into, so the index knows, for each pair of neighbouring characters,
the texts that hold it. A term of two characters is answered by its pair alone, one character by
all pairs that begin with it (each text ends in a pair with `_END`), longer terms by the texts
that hold all their pairs, read once to verify. Texts are numbered like the postings.
"""

import mmap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from funade.core.kernel.text import fold
from funade.core.search.bits import Flags, Numbers

type Keys = NDArray[np.uint64]

_END: Final = 0x110000  # one past Unicode
_SHIFT: Final = 21
_CHUNK: Final = 1 << 22  # characters indexed at a time: bounds the memory of a build


@dataclass(frozen=True, slots=True, eq=False)
class TextIndex:
    """The folded texts and, for each pair of characters, the texts that hold it.

    ``texts`` is UTF-8; text ``i`` lies at ``bounds[i]:bounds[i + 1]``. The texts with pair
    ``pairs[k]`` are ``holders[starts[k]:starts[k + 1]]``, ascending.
    """

    texts: bytes | mmap.mmap
    bounds: Numbers
    pairs: Keys
    starts: Numbers
    holders: NDArray[np.uint32]

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.bounds) - 1

    def holding(self, term: str) -> Flags:
        """Which texts hold the folded, non-empty ``term``; shape ``(len(self),)``."""
        if len(term) == 1:
            return self._with_character(ord(term))
        runs = sorted((self._holders(pair) for pair in _pairs_of(term)), key=len)
        flags = self._flags(runs[0])
        for run in runs[1:]:
            flags &= self._flags(run)
        return self._verified(term, flags) if len(term) > 2 else flags

    def _flags(self, holders: NDArray[np.uint32]) -> Flags:
        flags = np.zeros(len(self), np.bool_)
        flags[holders] = True
        return flags

    def _holders(self, pair: int) -> NDArray[np.uint32]:
        at = int(np.searchsorted(self.pairs, np.uint64(pair)))
        if at == len(self.pairs) or self.pairs[at] != pair:
            return self.holders[:0]
        return self.holders[self.starts[at] : self.starts[at + 1]]

    def _with_character(self, character: int) -> Flags:
        ends = np.array([character << _SHIFT, (character + 1) << _SHIFT], np.uint64)
        first, last = np.searchsorted(self.pairs, ends)
        return self._flags(self.holders[self.starts[first] : self.starts[last]])

    def _verified(self, term: str, candidates: Flags) -> Flags:
        wanted = term.encode("utf-8", "surrogatepass")
        numbers = np.flatnonzero(candidates)
        starts, ends = self.bounds[numbers].tolist(), self.bounds[numbers + 1].tolist()
        find = self.texts.find
        found = [find(wanted, start, end) for start, end in zip(starts, ends, strict=True)]
        candidates[numbers] = np.array(found, np.int64) >= 0
        return candidates


_folded: Final = lru_cache(1 << 13)(fold)
"""Folding is slow, and a young layer is indexed anew with each change."""


def terms(query_text: str) -> tuple[str, ...]:
    """The folded words of a query, each once."""
    return tuple(dict.fromkeys(fold(query_text).split()))


def _pairs_of(term: str) -> set[int]:
    return {ord(a) << _SHIFT | ord(b) for a, b in pairwise(term)}


class _Chunk(NamedTuple):
    """Pairs of one chunk of texts: each with its texts, ordered by (pair, text)."""

    pairs: Keys
    holders: NDArray[np.uint32]


def build(texts: Sequence[str]) -> TextIndex:
    """The index of texts in their order (they are folded here)."""
    folded = [_folded(text) for text in texts]
    encoded = [text.encode("utf-8", "surrogatepass") for text in folded]
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in encoded], out=bounds[1:])
    pairs, starts, holders = _merge([_index_chunk(first, part) for first, part in _split(folded)])
    return TextIndex(b"".join(encoded), bounds, pairs, starts, holders)


def _split(folded: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Consecutive texts, about `_CHUNK` characters at a time, with the number of the first."""
    first, size = 0, 0
    for at, text in enumerate(folded):
        size += len(text)
        if size > _CHUNK:
            yield first, folded[first : at + 1]
            first, size = at + 1, 0
    if first < len(folded):
        yield first, folded[first:]


def _index_chunk(first: int, texts: list[str]) -> _Chunk:
    lengths = np.array([len(text) for text in texts], np.int64)
    raw = "".join(texts).encode("utf-32-le", "surrogatepass")
    characters = np.frombuffer(raw, np.uint32)
    end = int(characters.max(initial=0)) + 1  # stands for _END, and keeps the tables short
    following = np.append(characters[1:], np.uint32(end))
    following[np.cumsum(lengths)[lengths > 0] - 1] = end
    # A dense number for each distinct character lets (pair, text) share one sortable integer.
    seen = np.zeros(end + 1, np.bool_)
    seen[characters] = seen[end] = True
    dense, alphabet = np.cumsum(seen) - 1, np.flatnonzero(seen)
    alphabet[-1] = _END
    size = len(alphabet)
    owner = np.repeat(np.arange(len(texts)), lengths)
    joint = np.sort((dense[characters] * size + dense[following]) * len(texts) + owner)
    pair, text = np.divmod(joint[_run_starts(joint)], len(texts))
    high, low = np.divmod(pair, size)
    keys = (alphabet[high] << _SHIFT | alphabet[low]).astype(np.uint64)
    return _Chunk(keys, (text + first).astype(np.uint32))


def _merge(chunks: list[_Chunk]) -> tuple[Keys, Numbers, NDArray[np.uint32]]:
    """All chunks in one: pairs ascending, the texts of each pair ascending."""
    runs = [_run_starts(chunk.pairs) for chunk in chunks]
    own = [c.pairs[run] for c, run in zip(chunks, runs, strict=True)]
    every = np.sort(np.concatenate([*own, np.empty(0, np.uint64)]))
    pairs = every[_run_starts(every)]
    sizes = [np.diff(np.append(run, len(c.pairs))) for c, run in zip(chunks, runs, strict=True)]
    places = [np.searchsorted(pairs, keys) for keys in own]
    starts = np.zeros(len(pairs) + 1, np.int64)
    for place, size in zip(places, sizes, strict=True):
        starts[place + 1] += size
    np.cumsum(starts, out=starts)
    holders = np.empty(starts[-1], np.uint32)
    cursor = starts[:-1].copy()
    for chunk, run, place, size in zip(chunks, runs, places, sizes, strict=True):
        within = np.arange(len(chunk.pairs)) - np.repeat(run, size)
        holders[np.repeat(cursor[place], size) + within] = chunk.holders
        cursor[place] += size
    return pairs, starts, holders


def _run_starts(keys: Keys | Numbers) -> Numbers:
    """Where each run of equal keys begins."""
    changes = np.append(True, keys[1:] != keys[:-1])[: len(keys)]
    return np.flatnonzero(changes)
