"""The paths behind `funade bench timing`; run as ``python -m funade.bench.doors WALK SAMPLES``.

Every sample comes with an address and a network of its own, so that no limit answers in the place
of the path, and known and unknown addresses take turns in random order. Forms are looked at through
Django's test client: the whole program, without the noise of a network.
"""

import gc
import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.test import Client  # noqa: E402

from funade.apps.accounts.models import User  # noqa: E402
from funade.web.shared.access import note_sign_in  # noqa: E402

_WARM: Final = 10
"""Pairs that are not counted: what is loaded once is loaded by them."""
_PASSWORD: Final = "umi no mukou ni aru machi"  # noqa: S105  (nobody's)
_WRONG: Final = {"login": "{email}", "password": "yama no mukou ni aru machi"}


@dataclass(frozen=True, slots=True)
class Step:
    """One request; ``{email}`` in the form becomes the sample's address."""

    path: str
    form: Mapping[str, str] = field(default_factory=lambda: {"email": "{email}"})
    post: bool = True


@dataclass(frozen=True, slots=True)
class Walk:
    """What is measured, what comes before it unmeasured, and what the known accounts have."""

    last: Step
    first: Step | None = None
    inside: bool = False
    password: str | None = None


_SIGN_UP: Final = Step("/signup/", {"email": "{email}", "agreed": "on"})
_RESET: Final = Step("/reset/")
_CODE: Final = {"code": "1234-5678"}

WALKS: Final = {
    "sign-up: address": Walk(_SIGN_UP),
    "sign-up: code": Walk(Step("/signup/code/", _CODE), first=_SIGN_UP),
    "new password: address": Walk(_RESET),
    "new password: code": Walk(Step("/reset/code/", _CODE), first=_RESET),
    "passkey: start": Walk(Step("/login/passkey/", {"login": "{email}"}, post=False)),
    "another address": Walk(Step("/security/address/"), inside=True),
    "sign-in, account with a password": Walk(Step("/login/", _WRONG), password=_PASSWORD),
    "sign-in, account without one": Walk(Step("/login/", _WRONG)),
}


class Visitor:
    """A browser that forgets itself between samples; one, so that the program is loaded once."""

    def __init__(self) -> None:
        self._client = Client(SERVER_NAME="localhost")
        self._visits = 0

    def sample(self, walk: Walk, email: str, member: User) -> tuple[float, int]:
        """Milliseconds and status of the walk's last request."""
        self._visits += 1
        self._client.cookies.clear()
        if walk.inside:
            self._sign_in(member)
        if walk.first:
            self._ask(walk.first, email)
        began = time.perf_counter()
        status = self._ask(walk.last, email)
        return (time.perf_counter() - began) * 1e3, status

    def _ask(self, step: Step, email: str) -> int:
        form = {name: value.format(email=email) for name, value in step.form.items()}
        high, low = divmod(self._visits, 256)
        ask = self._client.post if step.post else self._client.get
        return ask(step.path, form, REMOTE_ADDR=f"10.{high}.{low}.1").status_code

    def _sign_in(self, member: User) -> None:
        self._client.force_login(member)
        request = HttpRequest()
        request.user, request.session = member, self._client.session
        note_sign_in(request, time.time())
        request.session.save()


def measure(name: str, samples: int) -> dict[str, Any]:
    """Milliseconds for known and unknown addresses, in turn."""
    walk = WALKS[name]
    dice = Random(name)
    known, unknown = (list(_addresses(dice, samples + _WARM)) for _ in range(2))
    member = _accounts([*known, next(_addresses(dice, 1))], walk.password)
    visitor = Visitor()
    found: dict[str, list[float]] = {"known": [], "unknown": []}
    statuses = set()
    for at, pair in enumerate(_pairs(dice, known, unknown)):
        with _without_collection():
            taken = {kind: visitor.sample(walk, email, member) for kind, email in pair}
        statuses |= {status for _, status in taken.values()}
        for kind, (cost, _) in taken.items():
            found[kind] += [cost] if at >= _WARM else []
    if len(statuses) > 1 or not statuses <= {200, 302}:
        raise RuntimeError(f"{name}: answered with {sorted(statuses)}")
    return found


def _addresses(dice: Random, count: int) -> Iterator[str]:
    """Alike in length and scattered alike in the database's order."""
    return (f"{dice.getrandbits(64):016x}@example.jp" for _ in range(count))


def _accounts(addresses: list[str], password: str | None) -> User:
    """Accounts with a password or without one; the last of them is returned, nobody's sample."""
    stored = make_password(password)
    User.objects.bulk_create(User(email=email, password=stored) for email in addresses)
    return User.objects.get(email=addresses[-1])


def _pairs(dice: Random, known: list[str], unknown: list[str]) -> Iterator[list[tuple[str, str]]]:
    for one, other in zip(known, unknown, strict=True):
        pair = [("known", one), ("unknown", other)]
        dice.shuffle(pair)
        yield pair


@contextmanager
def _without_collection() -> Iterator[None]:
    """Python's collector runs between samples, not within some of them."""
    gc.collect(1)
    gc.disable()
    yield
    gc.enable()


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))  # noqa: T201
