"""Connecting as a state machine: a secret ties one member, once, for ten minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from funade.apps.accounts.models import User
from funade.apps.notices.actions.line import (
    NONCE_BYTES,
    NONCE_LIVES,
    complete_link,
    prepare_link,
    unlink,
    unlink_account,
)
from funade.apps.notices.channels.line import links
from funade.apps.notices.models import LineLink, LineNonce
from tests.factories.accounts import NOW, TESTER, member

LINE_USERS = tuple("U" + digit * 32 for digit in "123")
members = st.integers(0, 2)
line_users = st.sampled_from(LINE_USERS)


@dataclass
class Issued:
    """A secret the site gave out, and to whom."""

    nonce: str
    owner: int
    until: datetime


class Linking(RuleBasedStateMachine):
    """Three members, three LINE accounts, and everything they can do in any order."""

    secrets = Bundle("secrets")

    def __init__(self) -> None:
        super().__init__()
        self._world = transaction.atomic()
        self._world.__enter__()
        self.now = NOW
        self.members: list[User | None] = [member() for _ in range(3)]
        self.alive: dict[int, Issued] = {}
        self.linked: dict[int, str] = {}

    @rule(target=secrets, who=members)
    def request(self, who: int) -> Issued | None:
        user = self.members[who]
        if user is None:
            return None
        nonce = prepare_link(actor=TESTER, user_id=user.pk, now=self.now)
        self.alive[who] = Issued(nonce, who, self.now + NONCE_LIVES)
        return self.alive[who]

    @rule(secret=secrets, line_user=line_users)
    def complete_or_replay(self, secret: Issued | None, line_user: str) -> None:
        """With the newest secret, an older one, one used before, or another member's."""
        if secret is None:
            return
        good = self.alive.get(secret.owner) is secret and self.now < secret.until
        assert self._complete(secret.nonce, line_user) is good
        if self.alive.get(secret.owner) is secret:
            del self.alive[secret.owner]
        if good:
            self.linked = {who: it for who, it in self.linked.items() if it != line_user}
            self.linked[secret.owner] = line_user

    @rule(nonce=st.text(max_size=50), line_user=line_users)
    def guess(self, nonce: str, line_user: str) -> None:
        assert not self._complete(nonce, line_user)

    @rule(minutes=st.integers(1, 12))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(who=members)
    def unlink_on_the_site(self, who: int) -> None:
        if user := self.members[who]:
            assert unlink(actor=TESTER, user_id=user.pk) is (who in self.linked)
            self.linked.pop(who, None)
            self.alive.pop(who, None)

    @rule(line_user=line_users)
    def stop_in_line(self, line_user: str) -> None:
        owner = next((who for who, it in self.linked.items() if it == line_user), None)
        user = self.members[owner] if owner is not None else None
        expected = user.pk if user else None
        assert unlink_account(actor=TESTER, line_user=line_user) == expected
        if owner is not None:
            del self.linked[owner]
            self.alive.pop(owner, None)

    @rule(who=members)
    def delete(self, who: int) -> None:
        if user := self.members[who]:
            user.delete()
            self.members[who] = None
            self.linked.pop(who, None)
            self.alive.pop(who, None)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._world.__exit__(None, None, None)

    @invariant()
    def everybody_has_their_own(self) -> None:
        for who, user in enumerate(self.members):
            if user is not None:
                assert links.address_of(user.pk) == self.linked.get(who)
        assert {it for it in LINE_USERS if links.is_linked(it)} == set(self.linked.values())

    @invariant()
    def nothing_is_left_over(self) -> None:
        assert LineLink.objects.count() == len(self.linked)
        assert LineNonce.objects.count() == len(self.alive)

    def _complete(self, nonce: str, line_user: str) -> bool:
        return complete_link(actor=TESTER, line_user=line_user, nonce=nonce, now=self.now)


@pytest.mark.django_db
def test_a_secret_ties_one_member_once() -> None:
    run_state_machine_as_test(
        Linking, settings=settings(max_examples=60, stateful_step_count=30, deadline=None)
    )


def test_a_nonce_has_at_least_128_bits() -> None:
    assert NONCE_BYTES * 8 >= 128
