"""The processes behind `funade bench visible`; run as ``python -m funade.bench.changes ROLE …``.

Change number k gives posting number k a mark that no text had before, or closes it.
"""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import batched
from random import Random
from typing import Any, Final

import django

django.setup()

from django.db import transaction  # noqa: E402

from funade.apps.catalog.actions.demo import store_demo  # noqa: E402
from funade.apps.catalog.actions.postings import (  # noqa: E402
    NewPosting,
    close_postings,
    publish_postings,
)
from funade.apps.catalog.enums import Source  # noqa: E402
from funade.apps.catalog.index import build_snapshot, current_index  # noqa: E402
from funade.apps.catalog.models import Posting  # noqa: E402
from funade.bench.data import INSTANT, NOW, ON, SEED  # noqa: E402
from funade.core.demo import generate  # noqa: E402
from funade.core.kernel.actor import DEMO  # noqa: E402
from funade.core.listings.draft import PostingDraft  # noqa: E402
from funade.core.search.engine import search  # noqa: E402
from funade.core.search.index import Index  # noqa: E402
from funade.core.search.query import Query  # noqa: E402

_CLOSING: Final = 10
"""In the run with several writers every tenth change closes its posting."""
_PATIENCE_S: Final = 30


def prepare(postings: int) -> dict[str, Any]:
    """Store that many postings and write a snapshot."""
    for batch in batched(generate(seed=SEED, on=ON, postings=postings), 300, strict=False):
        store_demo(actor=DEMO, batch=batch, on=ON, now=INSTANT)
    return {"postings": build_snapshot()}


def write(count: int, pause: float) -> dict[str, Any]:
    """Change ``count`` postings one after the other; when each commit returned."""
    committed = {}
    for number, item in enumerate(_items(count)):
        publish_postings(actor=DEMO, items=[_marked(item, number)], source=Source.DEMO, now=INSTANT)
        committed[number] = time.monotonic()
        time.sleep(pause)
    return {"committed": committed}


def scatter(count: int, first: int, step: int) -> dict[str, Any]:
    """Change every ``step``-th posting; transactions stay open for random times."""
    rng, changes = Random(first), 0
    for number, item in enumerate(_items(count)):
        if number % step == first:
            with transaction.atomic():
                _change(number, item)
                time.sleep(rng.random() * 0.02)
            changes += 1
    return {"changes": changes}


def watch(count: int) -> dict[str, Any]:
    """When a search in this process found each change."""
    current_index()
    print("ready", flush=True)  # noqa: T201
    kinds = [item.draft.kind for item in _items(count)]
    seen: dict[int, float] = {}
    deadline = time.monotonic() + _PATIENCE_S + count * 0.2
    while len(seen) < count and time.monotonic() < deadline:
        number = len(seen)
        if _finds(current_index(), kinds[number], number):
            seen[number] = time.monotonic()
        else:
            time.sleep(0.001)
    return {"seen": seen}


def follow(count: int) -> dict[str, Any]:
    """Follow the log until told that all is written, then look for every change."""
    current_index()
    items = _items(count)
    print("ready", flush=True)  # noqa: T201
    for _ in iter(lambda: sys.stdin.readline().strip(), "done"):
        current_index()
        print("followed", flush=True)  # noqa: T201
    index = current_index()
    lost, ghosts = [], []
    for number, item in enumerate(items):
        found = _finds(index, item.draft.kind, number)
        if number % _CLOSING == 0:
            if found or _finds_title(index, item):
                ghosts.append(number)
        elif not found:
            lost.append(number)
    return {"changes": count, "lost": lost, "ghosts": ghosts}


def _items(count: int) -> list[NewPosting]:
    """The first open postings of the stream, in its order. Raises ValueError for too few."""
    stored = Posting.objects.filter(source=Source.DEMO).order_by("pk")
    facilities = dict(stored.values_list("external_id", "facility_id"))
    drafts = [draft for draft in _drafts(len(facilities)) if _is_open(draft)][:count]
    if len(drafts) < count:
        raise ValueError(f"only {len(drafts)} of {count} postings are open")
    return [NewPosting(facilities[draft.external_id], draft) for draft in drafts]


def _drafts(postings: int) -> Iterator[PostingDraft]:
    for demo in generate(seed=SEED, on=ON, postings=postings):
        yield from demo.postings


def _is_open(draft: PostingDraft) -> bool:
    """Whether some opening is there to be found at `NOW`."""
    return draft.expires_on >= ON and any(
        opening.places_left > 0 and (opening.day is None or opening.day > ON)
        for opening in draft.openings
    )


def _marked(item: NewPosting, number: int) -> NewPosting:
    return replace(item, draft=replace(item.draft, title=_mark(number)))


def _mark(number: int) -> str:
    return f"変更{number:06d}番"


def _change(number: int, item: NewPosting) -> None:
    stored = publish_postings(
        actor=DEMO, items=[_marked(item, number)], source=Source.DEMO, now=INSTANT
    )
    if number % _CLOSING == 0:
        close_postings(actor=DEMO, ids=stored.ids, on=ON, now=INSTANT)


def _finds(index: Index, kind: str, number: int) -> bool:
    return search(index, Query(kind=kind, text=_mark(number)), NOW).postings > 0


def _finds_title(index: Index, item: NewPosting) -> bool:
    """Whether the posting can still be found as it was before the change."""
    row = Posting.objects.get(source=Source.DEMO, external_id=item.draft.external_id)
    hits = search(index, Query(kind=item.draft.kind, text=item.draft.title), NOW).hits
    return row.pk in {hit.posting for hit in hits}


ROLES: Final = {
    "prepare": lambda words: prepare(int(words[0])),
    "write": lambda words: write(int(words[0]), float(words[1])),
    "scatter": lambda words: scatter(*map(int, words)),
    "watch": lambda words: watch(int(words[0])),
    "follow": lambda words: follow(int(words[0])),
}

if __name__ == "__main__":
    print(json.dumps(ROLES[sys.argv[1]](sys.argv[2:])))  # noqa: T201
