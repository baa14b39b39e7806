"""Quiet hours (STEALTH S-14), held against a minute-by-minute oracle."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.kernel.calendar import JST
from funade.core.privacy.quiet import (
    DEFAULT_HOURS,
    LATEST,
    Hours,
    Window,
    is_open,
    next_allowed,
)

_MINUTE = timedelta(minutes=1)


def _jst(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026: the 2nd is a Monday, the 3rd and the 23rd are holidays."""
    return datetime(2026, 11, day, hour, minute, tzinfo=JST)


@st.composite
def _windows(draw: st.DrawFn) -> Window | None:
    start = draw(st.integers(0, 24 * 60 - 1))
    end = draw(st.integers(start + 1, LATEST))
    return draw(st.sampled_from((None, Window(start, end))))


_hours = st.builds(Hours, _windows(), _windows(), _windows())
_moments = st.timedeltas(timedelta(0), timedelta(days=730)).map(
    lambda since: datetime(2026, 1, 1, tzinfo=UTC) + since
)


def _open_by_the_clock(at: datetime, hours: Hours) -> bool:
    """The oracle: look at the wall clock, today's window and what is left of yesterday's."""
    local = at.astimezone(JST)
    minute = local.hour * 60 + local.minute
    today, yesterday = hours.on(local.date()), hours.on(local.date() - timedelta(days=1))
    return any(
        window and window.start <= at_minute < window.end
        for window, at_minute in ((today, minute), (yesterday, minute + 24 * 60))
    )


@given(_moments, _hours)
def test_s14_next_allowed_is_never_inside_a_quiet_window(now: datetime, hours: Hours) -> None:
    at = next_allowed(now, hours)
    assert (at is None) == (not hours.ever)
    if at is not None:
        assert at >= now
        assert is_open(at, hours)
        assert _open_by_the_clock(at, hours)


@given(_moments, _hours)
def test_no_earlier_minute_would_have_done(now: datetime, hours: Hours) -> None:
    at = next_allowed(now, hours)
    if at is None or at == now:
        return
    assert not is_open(now, hours)
    full = now.replace(second=0, microsecond=0)
    minutes = int((at - full) / _MINUTE)
    assert minutes <= 8 * 24 * 60
    assert not any(_open_by_the_clock(full + step * _MINUTE, hours) for step in range(minutes))


@given(_moments, _hours)
def test_waiting_is_enough(now: datetime, hours: Hours) -> None:
    at = next_allowed(now, hours)
    assert at is None or next_allowed(at, hours) == at


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (_jst(2, 6, 59), _jst(2, 19)),
        (_jst(2, 12), _jst(2, 19)),
        (_jst(2, 19), _jst(2, 19)),
        (_jst(2, 22, 59), _jst(2, 22, 59)),
        (_jst(2, 23), _jst(3, 19)),
        (_jst(23, 12), _jst(23, 19)),  # a public holiday counts as its Monday
        (_jst(7, 12), _jst(7, 19)),  # Saturday
        (_jst(7, 23), _jst(8, 7)),  # Sunday has the day
        (_jst(8, 12), _jst(8, 12)),
        (_jst(8, 23), _jst(9, 19)),
    ],
)
def test_s14_default_keeps_working_days_and_nights_quiet(now: datetime, expected: datetime) -> None:
    assert next_allowed(now, DEFAULT_HOURS) == expected


def test_a_window_may_run_past_midnight() -> None:
    hours = Hours(weekday=None, saturday=Window(22 * 60, 26 * 60), sunday=None)
    assert is_open(_jst(8, 1, 59), hours)
    assert next_allowed(_jst(8, 2), hours) == _jst(14, 22)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (60, 30), (-1, 60), (1440, 1500), (0, 1801)])
def test_what_is_no_window_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no window"):
        Window(start, end)
