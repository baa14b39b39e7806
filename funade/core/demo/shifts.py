"""Hours of work by 勤務区分, as clinics and hospitals keep them. Minutes from midnight."""

from typing import Final, NamedTuple

from funade.core.demo.dice import Table


class Hours(NamedTuple):
    """A shift; ``ends`` exceeds 1,440 on the next day, ``breaks`` are minutes."""

    starts: int
    ends: int
    breaks: int = 0

    @property
    def paid(self) -> int:
        """Minutes without the break."""
        return self.ends - self.starts - self.breaks


def _minute(clock: str) -> int:
    """``"翌8:30"`` → 1950."""
    hours, minutes = clock.lstrip("翌").split(":")
    return clock.count("翌") * 24 * 60 + int(hours) * 60 + int(minutes)


def _hours(line: str) -> Table[Hours]:
    """``"9:00-17:00/60*3 …"`` → shifts with break and weight."""
    found = []
    for entry in line.split():
        body, _, weight = entry.partition("*")
        span, _, breaks = body.partition("/")
        starts, ends = span.split("-")
        hours = Hours(_minute(starts), _minute(ends), int(breaks or 0))
        found.append((hours, float(weight or 1)))
    return Table(found)


HOURS: Final = {
    "day": _hours(
        "9:00-17:00/60*6 9:00-18:00/60*4 8:30-17:00/60*3 8:30-17:30/60*3 "
        "9:30-17:30/60 9:30-18:00/60"
    ),
    "am": _hours("9:00-12:00*6 9:00-12:30*4 8:30-12:00*2 8:30-12:30*3 9:00-13:00*3"),
    "pm": _hours("13:00-17:00*6 14:00-18:00*4 13:30-17:00*2 14:00-17:30*2 14:30-18:30"),
    "evening": _hours("17:00-20:00*4 16:30-19:30*2 17:30-20:30*2 16:00-19:30 17:00-21:00"),
    "night": _hours(
        "17:00-翌9:00*5 17:30-翌8:30*4 18:00-翌8:30*3 18:00-翌9:00*2 17:00-翌8:30*3 19:00-翌8:00"
    ),
    "day-duty": _hours("9:00-17:00*5 8:30-17:30*4 9:00-18:00*2 8:30-17:00*3"),
    "day-night": _hours("9:00-翌9:00*6 8:30-翌8:30*4 9:00-翌8:30"),
    "oncall-home": _hours("18:00-翌9:00*4 18:00-翌8:30*3 19:00-翌7:00"),
    "oncall-site": _hours("19:00-翌6:00*4 18:00-翌8:00*3 20:00-翌8:00*2"),
}
"""Slot → shifts. Recipes with hours of their own are in `OWN_HOURS`."""

SATURDAY_DAY_NIGHT: Final = _hours("12:30-翌9:00*3 13:00-翌8:30*2 13:00-翌17:00 9:00-翌9:00*2")
"""日当直 of a Saturday often starts when the morning's 外来 ends."""

OWN_HOURS: Final = {
    ("outpatient", "day"): _hours(
        "9:00-18:00/120*4 9:00-18:30/120*3 8:30-17:30/60*3 9:30-19:30/60*2 9:00-17:00/60*2"
    ),
    ("outpatient-cover", "day"): _hours("9:00-18:00/120*4 9:00-18:30/120*3 9:30-19:30/60"),
    ("dialysis", "day"): _hours("8:30-17:00/60*4 9:00-17:00/60*3 8:00-16:30/60*2"),
    ("dialysis", "evening"): _hours("17:00-22:00*3 16:00-21:00 17:30-22:30"),
    ("interview", "day"): _hours("11:00-20:00/60*4 10:00-19:00/60*3 12:00-21:00/60*2"),
    ("aesthetic", "day"): _hours("10:00-19:00/60*5 11:00-20:00/60*2 9:30-18:30/60"),
    ("contact-lens", "day"): _hours("10:00-19:00/60*3 11:00-19:30/60*2 10:30-19:30/60"),
    ("checkup-visit", "am"): _hours("8:30-11:30*3 9:00-12:00*4 8:00-12:00*2"),
    ("checkup-round", "day"): _hours("8:30-15:30/60*3 9:00-16:00/60*4 8:00-15:00/60"),
    ("checkup-visit", "day"): _hours("8:30-15:30/60*3 9:00-16:00/60*4 9:00-15:00/60"),
    ("blood-donation", "day"): _hours("9:30-17:30/60*3 10:00-18:00/60*2"),
    ("industrial-part", "pm"): _hours("13:30-15:30*4 14:00-16:00*4 13:00-16:00*3"),
    ("industrial-part", "am"): _hours("10:00-12:00*4 9:30-11:30 9:00-12:00*2"),
    ("beauty-post", "day"): _hours("10:00-19:00/60*5 11:00-20:00/60*2"),
    ("beauty-director", "day"): _hours("10:00-19:00/60*5 11:00-20:00/60*2"),
    ("clinic-post", "day"): _hours("9:00-18:30/120*3 9:00-18:00/60*3 8:30-18:00/120"),
    ("clinic-director", "day"): _hours("9:00-18:30/120*3 9:00-18:00/60*3 9:00-19:00/120"),
    ("eye-post", "day"): _hours("9:00-18:00/60*3 9:00-18:30/120"),
    ("event", "day"): _hours("7:00-14:00/60*3 8:00-16:00/60*3 8:30-15:30/60"),
    ("home-visit", "day"): _hours("9:00-18:00/60*4 9:00-17:00/60*4 9:30-17:30/60"),
}
"""Recipe and slot → shifts, where the work has hours of its own."""
