"""How many messages are left this month. LINE has the last word; asking spares the refusal."""

import time
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Final

from django.conf import settings

from funade.apps.notices.channels import QuotaExceededError
from funade.apps.outbox.handling import GiveUpError, TryAgainError

KEPT_S: Final = 600.0


class QuotaGuard:
    """Remembers LINE's answer for ten minutes and counts what this process sends meanwhile.

    When LINE does not say, nothing is held back: a message over the limit is refused by LINE
    itself, and that refusal means the same.
    """

    def __init__(
        self,
        ask: Callable[[datetime], tuple[int | None, int]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._lock = Lock()
        self._left: int | None = None
        self._until = float("-inf")

    def check(self, now: datetime) -> None:
        """Raises QuotaExceededError when nothing is left."""
        with self._lock:
            if self._clock() >= self._until:
                self._left = self._answer(now)
                self._until = self._clock() + KEPT_S
            if self._left is not None and self._left <= 0:
                raise QuotaExceededError("LINE carries no more messages this month")

    def spend(self) -> None:
        """One message has been accepted."""
        with self._lock:
            if self._left is not None:
                self._left -= 1

    def forget(self) -> None:
        """Ask LINE again next time."""
        with self._lock:
            self._until = float("-inf")

    def _answer(self, now: datetime) -> int | None:
        try:
            limit, used = self._ask(now)
        except (TryAgainError, GiveUpError):
            return None
        limit = settings.FUNADE_LINE_MONTHLY_QUOTA or None if limit is None else limit
        return None if limit is None else limit - used
