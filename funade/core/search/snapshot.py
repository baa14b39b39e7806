"""The index on disk: one directory per generation, and a pointer to the current one.

``root/CURRENT`` holds the name of a generation; ``root/<generation>/`` its arrays as ``.npy``, the
texts as ``.bin`` and ``meta.json``, which is written last and lists every file with its size. A
generation is complete and on disk before the pointer moves, and the pointer moves in one rename,
so that a reader sees the old state or the new one, whenever the writer dies.
"""

import fcntl
import json
import mmap
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from funade.core.search import places
from funade.core.search.columns import Columns
from funade.core.search.index import Segment
from funade.core.search.text import TextIndex
from funade.core.search.vocabulary import FINGERPRINT

FORMAT: Final = 1
"""Raise it whenever the meaning of an array changes; older snapshots are then built anew."""

_POINTER: Final = "CURRENT"
_GENERATION: Final = re.compile(r"g\d{8}")
_READS: Final = 3

type Position = str | int


class Snapshot(NamedTuple):
    """A segment and the position in the change log up to which it is complete."""

    segment: Segment
    position: Position


def write_generation(root: Path, segment: Segment, position: Position) -> Path:
    """Write a generation, make it the current one, and remove all others.

    One writer at a time: others wait for a lock. Readers that have mapped an older generation
    keep it. Returns the directory. Raises OSError if the disk does not take it.
    """
    root.mkdir(parents=True, exist_ok=True)
    with _locked(root):
        target = root / _next_name(root)
        target.mkdir()
        sizes = _write_segment(target, segment)
        meta = {**_identity(), "position": position, "kinds": list(segment.kinds), "files": sizes}
        _write(target / "meta.json", json.dumps(meta).encode())
        _sync_directory(target)
        _write(root / f"{_POINTER}.new", target.name.encode())
        (root / f"{_POINTER}.new").replace(root / _POINTER)
        _sync_directory(root)
        _remove_others(root, target.name)
    return target


def open_current(root: Path) -> Snapshot | None:
    """The current generation, mapped read-only; None if there is none that this code can read.

    Only names, sizes and shapes are checked, not every byte: opening takes milliseconds.
    """
    for _ in range(_READS):  # a writer may remove what the pointer named a moment ago
        try:
            name = (root / _POINTER).read_text()
            if _GENERATION.fullmatch(name):
                return _open(root / name)
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def _identity() -> dict[str, Any]:
    """What must be the same for the numbers in the arrays to mean the same."""
    return {"format": FORMAT, "values": FINGERPRINT, "places": places.fingerprint()}


def _array_names(kind: type[Columns] | type[TextIndex]) -> list[str]:
    return [field.name for field in fields(kind) if field.name not in ("kind", "text", "texts")]


def _write_segment(target: Path, segment: Segment) -> dict[str, int]:
    """Write all files; returns their sizes by name."""
    for number, columns in enumerate(segment.kinds.values()):
        for owner, prefix in ((columns, f"{number}"), (columns.text, f"{number}-text")):
            for name in _array_names(type(owner)):
                _write_array(target / f"{prefix}-{name}.npy", getattr(owner, name))
        _write(target / f"{number}-texts.bin", columns.text.texts)
    return {path.name: path.stat().st_size for path in target.iterdir()}


def _open(directory: Path) -> Snapshot | None:
    meta = json.loads((directory / "meta.json").read_bytes())
    if any(meta[name] != value for name, value in _identity().items()):
        return None
    for name, size in meta["files"].items():
        if (directory / name).stat().st_size != size:
            raise ValueError(f"{name} is damaged")
    kinds = {
        kind: _open_columns(directory, number, kind) for number, kind in enumerate(meta["kinds"])
    }
    return Snapshot(Segment(kinds), meta["position"])


def _open_columns(directory: Path, number: int, kind: str) -> Columns:
    texts = _map_bytes(directory / f"{number}-texts.bin")
    text = TextIndex(texts=texts, **_map_all(directory, f"{number}-text", TextIndex))
    return Columns(kind=kind, text=text, **_map_all(directory, f"{number}", Columns))


def _map_all(directory: Path, prefix: str, kind: type[Columns] | type[TextIndex]) -> dict[str, Any]:
    return {name: _map(directory / f"{prefix}-{name}.npy") for name in _array_names(kind)}


def _map(path: Path) -> Any:
    """The array, read-only. As a plain ndarray: operations on np.memmap itself are slower."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def _map_bytes(path: Path) -> bytes | mmap.mmap:
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _write_array(path: Path, array: Any) -> None:
    with path.open("wb") as file:
        np.save(file, array, allow_pickle=False)
        _sync(file.fileno(), file)


def _write(path: Path, content: bytes | mmap.mmap) -> None:
    with path.open("wb") as file:
        file.write(content)
        _sync(file.fileno(), file)


def _sync(number: int, file: Any) -> None:
    file.flush()
    os.fsync(number)


def _sync_directory(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Hold the writer's lock; the system releases it when the process dies."""
    with (root / "LOCK").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _generations(root: Path) -> list[Path]:
    return sorted(path for path in root.iterdir() if _GENERATION.fullmatch(path.name))


def _next_name(root: Path) -> str:
    """A name no generation has, the half-written ones included."""
    newest = max((int(path.name[1:]) for path in _generations(root)), default=0)
    return f"g{newest + 1:08d}"


def _remove_others(root: Path, kept: str) -> None:
    for path in _generations(root):
        if path.name != kept:
            shutil.rmtree(path, ignore_errors=True)
