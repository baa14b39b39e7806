"""The pages about messages as values: what stands where, and what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import NoReverseMatch, reverse

from funade.apps.notices.choices import CAN_BE_SILENT, Choices
from funade.apps.notices.enums import ChannelCode, DeliveryState
from funade.apps.notices.messages import MESSAGES, TestMessage
from funade.apps.notices.queries import ChannelState, Entry
from funade.core.kernel.calendar import JST, format_day, format_hours, format_minute
from funade.core.privacy.quiet import LATEST, Hours, Window

_HOUR: Final = 60
CLOSED: Final = ""
"""What the form says for a class of days without any hour."""
DAYS: Final = (
    ("weekday", "平日", "月曜日から金曜日。祝日の平日もふくみます。"),
    ("saturday", "土曜日", ""),
    ("sunday", "日曜日", ""),
)
_CONNECT: Final = {ChannelCode.LINE: "member-line", ChannelCode.PUSH: "member-push"}
_BADGES: Final = {
    DeliveryState.SENT: "badge badge--good",
    DeliveryState.FAILED: "badge badge--strong",
}


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One way to be reached, as a card."""

    code: str
    name: str
    state: str
    good: bool
    connect_url: str
    """Where it is connected; "" when it needs nothing or cannot be here."""
    can_switch: bool
    on: bool
    can_test: bool
    advice: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log."""

    at: str
    channel: str
    message: str
    state: str
    badge: str
    reason: str


@dataclass(frozen=True, slots=True)
class LogDay:
    """What was sent on one day."""

    day: str
    rows: tuple[LogRow, ...]


def channel_row(state: ChannelState) -> ChannelRow:
    """A channel in words."""
    words, good = _words(state)
    return ChannelRow(
        code=state.code,
        name=state.code.label,
        state=words,
        good=good,
        connect_url=_url(_CONNECT.get(state.code, "")),
        can_switch=state.connected,
        on=state.on,
        can_test=state.connected,
        advice="このアドレスでは受け取れませんでした。アドレスを確かめて、「試しに送る」を押してください。"
        if state.bounced
        else "",
    )


def _words(state: ChannelState) -> tuple[str, bool]:
    if not state.connected:
        return "つながっていません", False
    if state.bounced:
        return "届いていません", False
    return ("使っています", True) if state.on else ("使っていません", False)


def shown(row: ChannelRow) -> bool:
    """Whether the page speaks of a channel: one that works, or that can be connected."""
    return row.can_switch or bool(row.connect_url)


def hours_in_words(hours: Hours) -> list[tuple[str, str]]:
    """``平日 → 19:00〜23:00`` for each class of days."""
    return [(name, _window_in_words(getattr(hours, code))) for code, name, _about in DAYS]


def _window_in_words(window: Window | None) -> str:
    return format_hours(window.start, window.end) if window else "知らせない"


def messages_in_words() -> list[tuple[str, bool]]:
    """Every kind of message and whether it can be stopped."""
    return [(kind.label, kind.can_stop) for kind in MESSAGES.values() if kind is not TestMessage]


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a select."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DayFields:
    """The two selects of one class of days."""

    code: str
    name: str
    about: str
    starts: tuple[Option, ...]
    ends: tuple[Option, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class HoursForm:
    """The hours as typed; ``hours`` is None while there is a problem."""

    typed: Mapping[str, tuple[str, str]]
    silent_outside: bool
    problems: Mapping[str, str]
    hours: Hours | None = None

    def fields(self) -> list[DayFields]:
        return [_day_fields(self, *day) for day in DAYS]


def form_of(choices: Choices) -> HoursForm:
    """The form as it is first shown."""
    typed = {code: _typed(getattr(choices.hours, code)) for code, _name, _about in DAYS}
    return HoursForm(typed, choices.silent_outside, {}, choices.hours)


def read_hours(post: Mapping[str, str]) -> HoursForm:
    """What was sent, with what is wrong with it."""
    typed = {
        code: (post.get(f"{code}-from", CLOSED), post.get(f"{code}-until", CLOSED))
        for code, _name, _about in DAYS
    }
    windows: dict[str, Window | None] = {}
    problems: dict[str, str] = {}
    for code, name, _about in DAYS:
        try:
            windows[code] = _window(*typed[code])
        except ValueError:
            problems[code] = f"{name}の「まで」は「から」より後の時刻を選んでください。"
    hours = None if problems else Hours(**windows)
    if hours is not None and not hours.ever:
        problems["weekday"] = NEVER
        hours = None
    return HoursForm(typed, "silent" in post, problems, hours)


NEVER: Final = (
    "すべての日を「知らせない」にすると、お知らせは届きません。届ける時間を1つ選ぶか、"
    "「すべて止める」を使ってください。"
)


def read_digest_hour(post: Mapping[str, str]) -> int | None:
    """The hour that was chosen, None for what is none."""
    text = post.get("hour", "")
    return int(text) if text.isdecimal() and len(text) < 3 and int(text) < 24 else None


def digest_options(chosen: int) -> list[Option]:
    """Every hour of a day."""
    return [Option(str(hour), f"{hour}:00", hour == chosen) for hour in range(24)]


def silent_is_possible(states: list[ChannelState]) -> bool:
    """Whether the member has a channel that can come without a sound."""
    return any(state.connected and state.code in CAN_BE_SILENT for state in states)


def log_days(entries: list[Entry]) -> list[LogDay]:
    """The log by day in Japan, newest first."""
    days: dict[str, list[LogRow]] = {}
    for entry in entries:
        day = format_day(entry.at.astimezone(JST).date(), year=True)
        days.setdefault(day, []).append(_log_row(entry))
    return [LogDay(day, tuple(rows)) for day, rows in days.items()]


def _log_row(entry: Entry) -> LogRow:
    waits = entry.state == DeliveryState.WAITING and entry.due_at > entry.at
    return LogRow(
        at=f"{entry.at.astimezone(JST):%H:%M}",
        channel=entry.channel,
        message=entry.message,
        state=str(entry.state.label),
        badge=_BADGES.get(entry.state, "badge"),
        reason=f"{entry.reason}（{_moment(entry.due_at)}から）" if waits else entry.reason,
    )


def _moment(at: datetime) -> str:
    local = at.astimezone(JST)
    return f"{format_day(local.date())} {local:%H:%M}"


def _typed(window: Window | None) -> tuple[str, str]:
    return (str(window.start), str(window.end)) if window else (CLOSED, CLOSED)


def _window(start: str, end: str) -> Window | None:
    """Raises ValueError for what is no window."""
    if start == CLOSED:
        return None
    return Window(int(start), int(end))


def _day_fields(form: HoursForm, code: str, name: str, about: str) -> DayFields:
    start, end = form.typed[code]
    return DayFields(
        code=code,
        name=name,
        about=about,
        starts=(Option(CLOSED, "知らせない", start == CLOSED), *_hours(0, 23, start)),
        ends=_hours(1, LATEST // _HOUR, end or str(23 * _HOUR)),
        problem=form.problems.get(code, ""),
    )


def _hours(first: int, last: int, chosen: str) -> tuple[Option, ...]:
    minutes = [hour * _HOUR for hour in range(first, last + 1)]
    return tuple(
        Option(str(minute), format_minute(minute), str(minute) == chosen) for minute in minutes
    )


def _url(name: str) -> str:
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""
