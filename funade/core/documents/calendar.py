"""A calendar to subscribe to (RFC 5545). The only door to `icalendar`.

There is no METHOD: this is a publication that a calendar program fetches again and again, not an
invitation. Without METHOD, DTSTAMP says when the event was last revised (RFC 5545 §3.8.7.2), so the
same events make the same bytes, and an ETag can stand for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event, Timezone, TimezoneStandard
from icalendar.prop import vDuration, vText

from funade.core.kernel.calendar import JST

REFRESH: Final = timedelta(hours=1)
"""How often a program is asked to fetch; most do so more seldom, whatever one asks."""

_PRODUCT: Final = "-//Funade//Funade//JA"
_NINE_HOURS: Final = timedelta(hours=9)
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001  # local time, as VTIMEZONE wants it


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event. ``starts`` and ``ends`` are days (the end exclusive) or moments with a zone."""

    uid: str
    """The same for the same event in every rendering."""
    title: str
    starts: date | datetime
    ends: date | datetime
    revised: datetime
    """When what the entry says last changed."""
    sequence: int = 0
    """Counts revisions."""
    cancelled: bool = False
    place: str = ""
    description: str = ""


def write_calendar(entries: Iterable[Entry], *, name: str) -> bytes:
    """The calendar as bytes: UTF-8, CRLF, lines folded at 75 octets."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar["x-published-ttl"] = vDuration(REFRESH)
    calendar.add_component(_japan())
    for entry in entries:
        calendar.add_component(_event(entry))
    written: bytes = calendar.to_ical(sorted=False)
    return written


def _japan() -> Timezone:
    """Asia/Tokyo: nine hours ahead, without summer time since 1951."""
    standard = TimezoneStandard()
    standard.add("dtstart", _EPOCH)
    standard.add("tzoffsetfrom", _NINE_HOURS)
    standard.add("tzoffsetto", _NINE_HOURS)
    standard.add("tzname", "JST")
    zone = Timezone()
    zone.add("tzid", "Asia/Tokyo")
    zone.add_component(standard)
    return zone


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.revised)
    event.add("last-modified", entry.revised)
    event.add("dtstart", _local(entry.starts))
    event.add("dtend", _local(entry.ends))
    event["summary"] = _text(entry.title)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "TENTATIVE")
    event.add("transp", "TRANSPARENT")  # something one may do does not block the day
    event.add("class", "PRIVATE")
    for property, words in (("location", entry.place), ("description", entry.description)):
        if words:
            event[property] = _text(words)
    return event


def _local(when: date | datetime) -> date | datetime:
    return when.astimezone(JST) if isinstance(when, datetime) else when


def _text(words: str) -> vText:
    """Words without control characters, which no line of a calendar may hold."""
    return vText("".join(it if it == "\n" or it.isprintable() else " " for it in words))
