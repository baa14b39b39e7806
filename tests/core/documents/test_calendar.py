"""The calendar holds to RFC 5545, and real programs read it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from funade.core.documents.calendar import Entry, write_calendar

STAMP = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SHIFT = Entry(
    uid="a@funade",
    title="予定",
    starts=datetime(2026, 12, 5, 0, 0, tzinfo=UTC),
    ends=datetime(2026, 12, 5, 8, 0, tzinfo=UTC),
    revised=STAMP,
)
DAY = Entry(
    uid="b@funade", title="予定", starts=date(2026, 12, 6), ends=date(2026, 12, 7), revised=STAMP
)


def lines(content: bytes) -> list[bytes]:
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    return content.split(b"\r\n")[:-1]


def unfolded(content: bytes) -> list[str]:
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def test_what_a_subscriber_needs_is_there_and_no_method() -> None:
    text = unfolded(write_calendar([SHIFT, DAY], name="予定"))
    for line in (
        "VERSION:2.0",
        "NAME:予定",
        "X-WR-CALNAME:予定",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "TZID:Asia/Tokyo",
        "TZOFFSETTO:+0900",
        "UID:a@funade",
        "DTSTAMP:20261123T030000Z",
        "DTSTART;TZID=Asia/Tokyo:20261205T090000",
        "DTEND;TZID=Asia/Tokyo:20261205T170000",
        "DTSTART;VALUE=DATE:20261206",
        "SEQUENCE:0",
        "STATUS:TENTATIVE",
    ):
        assert line in text, line
    assert not [line for line in text if line.startswith("METHOD")]


def test_a_cancelled_event_says_so() -> None:
    gone = Entry(
        uid="c@funade", title="予定", starts=date(2026, 12, 6), ends=date(2026, 12, 7),
        revised=STAMP, sequence=3, cancelled=True,
    )  # fmt: skip
    text = unfolded(write_calendar([gone], name="予定"))
    assert "STATUS:CANCELLED" in text
    assert "SEQUENCE:3" in text


@given(st.text(max_size=200), st.text(alphabet="東京都新宿区髙﨑𠮷,;\\\n:\"'a", max_size=200))
def test_lines_fold_between_characters_and_come_back_whole(title: str, place: str) -> None:
    entry = Entry(
        uid="d@funade", title=title, starts=date(2026, 12, 6), ends=date(2026, 12, 7),
        revised=STAMP, place=place,
    )  # fmt: skip
    content = write_calendar([entry], name="予定")
    for line in lines(content):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    event = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    assert str(event.get("location", "")) == place
    printable = "".join(it if it == "\n" or it.isprintable() else " " for it in title)
    assert str(event["summary"]) == printable


def test_the_same_events_make_the_same_bytes() -> None:
    assert write_calendar([SHIFT, DAY], name="予定") == write_calendar([SHIFT, DAY], name="予定")


def test_khal_takes_it_in(tmp_path: Path) -> None:
    """A real calendar program reads the file and shows the day."""
    (tmp_path / "calendar").mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[own]]\npath = {tmp_path / 'calendar'}\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Asia/Tokyo\ndefault_timezone = Asia/Tokyo\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    file = tmp_path / "feed.ics"
    file.write_bytes(write_calendar([SHIFT, DAY], name="予定"))
    khal = str(Path(sys.executable).with_name("khal"))
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

    def run(*arguments: str) -> str:
        command = [khal, "-c", str(config), *arguments]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, timeout=60)
        return done.stdout.decode()

    run("import", "--batch", str(file))
    shown = run("list", "2026-12-05", "3d", "--format", "{start-end-time-style} {title}")
    assert "09:00-17:00 予定" in shown
    assert shown.count("予定") == 2
    assert timedelta(0) < SHIFT.ends - SHIFT.starts  # type: ignore[operator]  # both are moments
