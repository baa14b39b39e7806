"""The outbox under anything that can happen to it, in any order (Hypothesis rule machine)."""

from __future__ import annotations

import os
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from funade.apps.accounts.models import Organisation
from funade.apps.outbox.actions import retry_dead
from funade.apps.outbox.enums import JobState
from funade.apps.outbox.handling import GiveUpError, Task, TryAgainError
from funade.apps.outbox.models import Job
from funade.apps.outbox.policy import MAX_ATTEMPTS
from tests.apps.outbox.bench import Bench, Killed
from tests.factories.accounts import TESTER

LANES = ("", "x", "y")
KINDS = ("peer.send", "peer.book")
DEEDS = ("do", "refuse", "stumble", "give up", "die before", "die after")
deeds = st.lists(st.sampled_from(DEEDS), max_size=8)


class Outbox(RuleBasedStateMachine):
    """Two workers, a clock, and a fate for each attempt: ``fates`` are used up one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.bench = Bench()
        self.patch = pytest.MonkeyPatch()
        self.bench.install(self.patch)
        self.bench.handle("peer.send", self.send)
        self.bench.handle("peer.book", self.book, atomic=True)
        self.workers = [self.bench.worker("w1"), self.bench.worker("w2")]
        self.fates: list[str] = []
        self.sent: list[str] = []
        """What the peer was told, again and again under one key perhaps."""
        self.died = 0
        self.revived: set[str] = set()
        self.lanes: dict[str, str] = {}

    def teardown(self) -> None:
        self.patch.undo()
        Job.objects.all().delete()
        Organisation.objects.all().delete()

    def send(self, task: Task) -> None:
        self.meet_fate(lambda: self.sent.append(task.key), task)

    def book(self, task: Task) -> None:
        def write() -> None:
            Organisation.objects.create(kind="operator", name=task.key, created_at=self.bench.now)

        self.meet_fate(write, task)

    def meet_fate(self, act: Any, task: Task) -> None:
        assert task.payload == {"of": task.key}
        fate = self.fates.pop(0) if self.fates else "do"
        if fate == "refuse":
            raise TryAgainError("あとで")
        if fate == "give up":
            raise GiveUpError("できません")
        if fate == "die before":
            raise Killed
        act()
        if fate == "die after":
            raise Killed
        if fate == "stumble":
            raise ValueError("after the act")

    @rule(
        key=st.integers(0, 6),
        lane=st.sampled_from(LANES),
        kind=st.sampled_from(KINDS),
        wait=st.sampled_from((0, 0, 90)),
    )
    def enqueue(self, key: int, lane: str, kind: str, wait: int) -> None:
        """Seven keys only, so that many are known already."""
        name = f"{kind}{key}"
        self.lanes.setdefault(name, lane)
        self.bench.add(
            name, kind=kind, lane=lane, after=timedelta(seconds=wait), payload={"of": name}
        )

    @rule(worker=st.integers(0, 1), fates=deeds)
    def work(self, worker: int, fates: list[str]) -> None:
        self.fates = fates
        try:
            self.workers[worker].run_jobs()
        except Killed:
            self.died += 1
            self.workers[worker] = self.bench.worker(f"w{self.died + 2}")

    @rule(seconds=st.sampled_from((1, 30, 61, 3_600, 12 * 3_600)))
    def time_passes(self, seconds: int) -> None:
        self.bench.turn(seconds=seconds)

    @rule(worker=st.integers(0, 1))
    def heart_beats(self, worker: int) -> None:
        self.workers[worker].beat()

    @rule()
    def staff_tries_again(self) -> None:
        for pk, key in Job.objects.filter(state=JobState.DEAD).values_list("pk", "key"):
            retry_dead(actor=TESTER, job_id=pk, now=self.bench.now)
            self.revived.add(key)

    @invariant()
    def nothing_is_lost(self) -> None:
        assert set(Job.objects.values_list("key", flat=True)) == set(self.lanes)
        for row in Job.objects.exclude(state=JobState.DONE):
            assert row.payload == {"of": row.key}

    @invariant()
    def a_row_is_written_once_exactly_when_its_job_is_done(self) -> None:
        written = Counter(Organisation.objects.values_list("name", flat=True))
        done = Job.objects.filter(kind="peer.book", state=JobState.DONE)
        assert written == Counter(done.values_list("key", flat=True))

    @invariant()
    def what_is_done_was_sent(self) -> None:
        done = Job.objects.filter(kind="peer.send", state=JobState.DONE)
        assert set(done.values_list("key", flat=True)) <= set(self.sent)

    @invariant()
    def no_key_is_done_twice(self) -> None:
        assert max(Counter(self.bench.done).values(), default=1) == 1

    @invariant()
    def attempts_are_bounded(self) -> None:
        assert not Job.objects.filter(attempts__gt=MAX_ATTEMPTS).exists()

    @invariant()
    def one_of_a_lane_at_a_time(self) -> None:
        held = Job.objects.filter(state=JobState.CLAIMED).exclude(lane="")
        lanes = list(held.values_list("lane", flat=True))
        assert len(lanes) == len(set(lanes))

    @invariant()
    def lanes_keep_their_order(self) -> None:
        """In the order written down, but for what a human brought back from the dead."""
        numbers = dict(Job.objects.values_list("key", "pk"))
        for lane in LANES[1:]:
            done = [k for k in self.bench.done if self.lanes[k] == lane and k not in self.revived]
            assert [numbers[key] for key in done] == sorted(numbers[key] for key in done)


@pytest.mark.django_db
@pytest.mark.slow
def test_whatever_happens_the_outbox_keeps_its_word() -> None:
    examples = 1_000 if "FUNADE_TEST_FULL" in os.environ else 50
    run_state_machine_as_test(
        Outbox, settings=settings(max_examples=examples, stateful_step_count=50)
    )
