"""Whatever happens in whatever order, the alerts are those a plain reading of the rules gives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from funade.apps.accounts.models import User
from funade.apps.careers import following
from funade.apps.careers.actions import alerts, searches
from funade.apps.careers.models import Alert, SavedSearch
from funade.apps.catalog.actions.postings import close_postings
from funade.apps.catalog.models import Facility, IndexChange, LogReader, Posting
from funade.core.kernel.actor import KEEPER
from funade.core.listings.draft import PostingDraft
from funade.core.search.query import Query
from tests.factories import listings
from tests.factories.accounts import member
from tests.factories.listings import NOW, TODAY, posting_draft, settle

pytestmark = pytest.mark.django_db(transaction=True)

DEPARTMENTS = [("01001",), ("02035",), ("01001", "02035")]
TITLES = ["外来", "健診"]


class Alerting(RuleBasedStateMachine):
    """The database on one side, sets on the other."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.drafts: dict[int, PostingDraft] = {}
        self.versions: dict[int, int] = {}
        self.open: set[int] = set()
        self.news: set[int] = set()
        self.watching: dict[int, tuple[str, ...]] = {}
        self.paused: set[int] = set()
        self.expected: set[tuple[int, int, int]] = set()

    @initialize()
    def begin(self) -> None:
        for model in (Alert, SavedSearch, Posting, IndexChange, LogReader, Facility):
            model.objects.all().delete()
        following.forget()
        self.users: list[User] = [member(), member()]
        self.place = listings.facility()
        settle()
        alerts.raise_alerts(actor=KEEPER, now=NOW)

    @rule(departments=st.sampled_from(DEPARTMENTS), title=st.sampled_from(TITLES))
    def publish(self, departments: tuple[str, ...], title: str) -> None:
        draft = posting_draft(departments=departments, title=title)
        row = listings.publish(draft, at=self.place)
        self.drafts[row.pk], self.versions[row.pk] = draft, 0
        self.open.add(row.pk)
        self.news.add(row.pk)

    @precondition(lambda self: self.drafts)
    @rule(data=st.data(), departments=st.sampled_from(DEPARTMENTS), title=st.sampled_from(TITLES))
    def store_again(self, data: st.DataObject, departments: tuple[str, ...], title: str) -> None:
        pk = data.draw(st.sampled_from(sorted(self.drafts)))
        before = self.drafts[pk]
        draft = replace(before, departments=departments, title=title)
        listings.republish(Posting.objects.get(pk=pk), before, departments=departments, title=title)
        stated = (before.departments != departments) + (before.title != title)
        self.versions[pk] += stated
        if stated or pk not in self.open:
            self.news.add(pk)
        self.open.add(pk)
        self.drafts[pk] = draft

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        pk = data.draw(st.sampled_from(sorted(self.open)))
        day = self.drafts[pk].confirmed_on
        assert day is not None
        self.drafts[pk] = replace(self.drafts[pk], confirmed_on=day - timedelta(days=1))
        listings.republish(Posting.objects.get(pk=pk), self.drafts[pk])

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        pk = data.draw(st.sampled_from(sorted(self.open)))
        close_postings(actor=KEEPER, ids=[pk], on=TODAY, now=NOW)
        self.open.discard(pk)

    @rule(owner=st.integers(0, 1), departments=st.sampled_from(DEPARTMENTS))
    def save(self, owner: int, departments: tuple[str, ...]) -> None:
        pk = searches.save_search(
            actor=KEEPER,
            user_id=self.users[owner].pk,
            query=Query(departments=departments),
            now=self._tick(),
        )
        self.watching[pk] = departments

    @precondition(lambda self: self.watching)
    @rule(data=st.data(), paused=st.booleans())
    def pause(self, data: st.DataObject, *, paused: bool) -> None:
        pk = data.draw(st.sampled_from(sorted(self.watching)))
        searches.pause_search(
            actor=KEEPER,
            user_id=SavedSearch.objects.get(pk=pk).user_id,
            search_id=pk,
            paused=paused,
            now=self._tick(),
        )
        (self.paused.add if paused else self.paused.discard)(pk)

    @precondition(lambda self: self.watching)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        pk = data.draw(st.sampled_from(sorted(self.watching)))
        owner = SavedSearch.objects.get(pk=pk).user_id
        searches.delete_search(actor=KEEPER, user_id=owner, search_id=pk)
        del self.watching[pk]
        self.expected = {alert for alert in self.expected if alert[0] != pk}

    @rule()
    def run(self) -> None:
        settle()
        alerts.raise_alerts(actor=KEEPER, now=NOW)
        self._expect()

    @rule(at=st.sampled_from(["advance_reader", "_store", "_matches"]), restart=st.booleans())
    def die(self, at: str, *, restart: bool) -> None:
        settle()
        with _killed(at), suppress(SystemError):
            alerts.raise_alerts(actor=KEEPER, now=NOW)
        if restart:
            following.forget()

    @invariant()
    def alerts_are_those_expected(self) -> None:
        rows = Alert.objects.values_list("search_id", "posting_id", "version")
        found = list(rows)
        assert len(found) == len(set(found))
        assert set(found) == self.expected

    def _tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def _expect(self) -> None:
        for posting in self.news & self.open:
            offered = set(self.drafts[posting].departments)
            for search, wanted in self.watching.items():
                if search not in self.paused and offered & set(wanted):
                    self.expected.add((search, posting, self.versions[posting]))
        self.news.clear()


@contextmanager
def _killed(at: str) -> Iterator[None]:
    """The worker dies when it comes to this step, after having done it."""
    real = getattr(alerts, at)

    def dies(*args: object, **kwargs: object) -> None:
        real(*args, **kwargs)
        raise SystemError("killed")

    with mock.patch.object(alerts, at, dies):
        yield


Alerting.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def test_alerts_equal_a_plain_reading_of_the_rules() -> None:
    Alerting.TestCase("runTest").runTest()
