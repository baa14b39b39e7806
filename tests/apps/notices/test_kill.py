"""kill -9 of real workers while messages go out by mail, LINE and push: each arrives once."""

from __future__ import annotations

import json
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from django.conf import settings

from funade.apps.notices.channels.email.letter import message_id
from funade.apps.notices.channels.line.channel import retry_key
from funade.apps.notices.channels.push.channel import opaque
from funade.apps.notices.channels.push.devices import lookup_of
from tests.apps.notices.killing.crowd import MEMBERS, job_keys, messages, people
from tests.apps.notices.killing.peers import Arrived, Peers, peers
from tests.apps.outbox.installation import Station, installation, kill, station
from tests.apps.outbox.killing import KILLS, kill_again_and_again, settle

STATION = "tests.apps.notices.killing.station"
PER_KILL = 4
"""Messages between two kills; the last worker has a third of all left to do."""

pytestmark = pytest.mark.slow


def expected(sides: Peers, log: Mapping[str, str]) -> Iterator[Arrived]:
    """What each side should have, under the id that follows from the job's key.

    LINE carries one message a day: which of two it was, only the log can say.
    """
    for one in messages():
        mail, line, push = (one.job_key(channel) for channel in ("email", "line", "push"))
        if one.to.mail:
            yield Arrived("email", one.to.address, message_id(mail), one.number)
        if one.to.line and log[line] == "sent":
            yield Arrived("line", one.to.line_user, retry_key(line), one.number)
        for browser in sides.browsers[one.to.number]:
            topic = opaque(f"{push} {lookup_of(browser.endpoint)}")
            yield Arrived("push", browser.name, f"{topic} {opaque(push)}", 0)


def join(place: Station, sides: Peers, directory: Path) -> None:
    """Everybody signs up, each with their browsers."""
    file = directory / "browsers.json"
    file.write_text(json.dumps({one.number: sides.subscribe(one) for one in people()}))
    assert place.ask(f"join {file}") == f"{MEMBERS}\n"


def drain_with_one(place: Station, workers: Sequence[int]) -> dict[str, int]:
    """What the killed have left, for one last worker."""
    for worker in workers:
        kill(worker, signal.SIGTERM)
    last = place.work()
    states = settle(place, len(job_keys()))
    kill(last, signal.SIGTERM)
    return states


def test_fifty_kills_lose_no_message_and_double_none(tmp_path: Path) -> None:
    dice = random.Random(7)
    secret = settings.SECRET_KEY  # ids derive from it, and this test derives them too
    with (
        peers(dice) as sides,
        installation(tmp_path, FUNADE_SECRET_KEY=secret, **sides.environment) as made,
        station(made, STATION) as place,
    ):
        join(place, sides, tmp_path)
        began = time.monotonic()
        place.ask("tell")
        workers = kill_again_and_again(place, sides.begun, dice, PER_KILL)
        states = drain_with_one(place, workers)
        found = place.report()
        seconds = time.monotonic() - began
        arrived = Counter(sides.arrived())

    sent = Counter(one.channel for one in arrived)
    repeats = Counter(one.channel for one in arrived.elements()) - sent
    print(  # noqa: T201  (the measurement; shown with -s)
        f"\n{KILLS} kills in {seconds:.0f} s: {len(job_keys())} deliveries to {MEMBERS} members, "
        f"{dict(sent)} arrived, {dict(repeats)} sent again under their id, "
        f"{found['more']} attempts cut off, at most {found['most']} for one; "
        f"{len(made.logged())} lines logged"
    )
    assert found["more"] >= KILLS // 10  # the kills did hit
    assert sum(repeats.values()) >= KILLS // 10  # some between being taken and being booked
    log = dict(found["log"])
    assert len(found["log"]) == len(log)
    assert set(arrived) == set(expected(sides, log))  # none lost, and none under another id
    carried = Counter(one.to for one in sides.line.accepted.values())  # without LINE's repeats
    assert carried == Counter(one.line_user for one in people() if one.line)  # once a day each
    left_to_mail = {key for key, state in log.items() if state != "sent"}
    assert log == {key: "failed" if key in left_to_mail else "sent" for key in job_keys()}
    assert all(key.endswith(":line") for key in left_to_mail)
    assert states == {"done": len(job_keys())}
