"""A draft in Japanese words: what cards, tables, prints and the change log all say.

Nothing is hidden and nothing is guessed: what is not stated is `NOT_STATED`.
"""

from typing import Final

from funade.core.kernel.calendar import format_day, format_hours, format_minute
from funade.core.kernel.yen import format_range, format_yen
from funade.core.listings.draft import OpeningDraft, PostingDraft, Station
from funade.core.masters.choice import Choice, Master
from funade.core.masters.pay import TRANSPORT, WAGE_BASES
from funade.core.masters.work import CADENCES, SLOTS, WEEKDAYS
from funade.core.terms.wages import PayBand

NOT_STATED: Final = "記載なし"
HIDDEN_NAME: Final = "施設名は応募前の相談で開示"
_WORKDAYS: Final = ("mon", "tue", "wed", "thu", "fri")


def names[C: Choice](master: Master[C], codes: tuple[str, ...]) -> str:
    """``("01001", "07001")`` → ``"内科、精神科"``."""
    return "、".join(master.name(code) for code in codes) or NOT_STATED


def band_words(band: PayBand) -> str:
    """``"1回 8万円"``, ``"時給 1万円〜1.2万円（17:00〜19:30）"``."""
    amount = format_range(band.low, band.high)
    when = ""
    if band.starts is not None and band.ends is not None:
        when = f"（{format_hours(band.starts, band.ends)}）"
    note = f"（{band.note}）" if band.note else ""
    return f"{WAGE_BASES.name(band.basis)} {amount}{when}{note}"


def pay_words(posting: PostingDraft) -> tuple[str, ...]:
    """The pay, a line per band; the note stands last, alone if there is no figure."""
    lines = [band_words(band) for band in posting.pay_bands]
    if posting.pay_note:
        lines.append(posting.pay_note)
    return tuple(lines) or (NOT_STATED,)


def extra_words(posting: PostingDraft) -> tuple[str, ...]:
    """Extra pay, a line each: ``"救急車 1台につき5,000円"``."""
    return tuple(
        f"{extra.label} {extra.per + 'につき' if extra.per else ''}{format_yen(extra.amount)}"
        for extra in posting.pay_extras
    )


def transport_words(posting: PostingDraft) -> str:
    """``"別途定額 5,000円"``."""
    name = TRANSPORT.name(posting.transport)
    return name if posting.transport_yen is None else f"{name} {format_yen(posting.transport_yen)}"


def hours_words(opening: OpeningDraft) -> str:
    """``"18:00〜翌8:30"``; an end nobody states stays open."""
    if opening.starts is None:
        return NOT_STATED
    if opening.ends is None:
        return f"{format_minute(opening.starts)}〜"
    return format_hours(opening.starts, opening.ends)


def cadence_words(opening: OpeningDraft) -> str:
    """``"毎週"``, ``"第2・第4"``, or "" where nothing is said."""
    if opening.cadence_weeks:
        return "・".join(f"第{week}" for week in opening.cadence_weeks)
    return CADENCES.name(opening.cadence) if opening.cadence else ""


def weekday_words(codes: tuple[str, ...]) -> str:
    """``"月・水"``; five days become 月〜金 and seven 曜日問わず."""
    if set(WEEKDAYS.codes[:7]) <= set(codes):
        return "曜日問わず"
    rest = [code for code in codes if code not in _WORKDAYS]
    if set(_WORKDAYS) <= set(codes):
        return "・".join(["月〜金", *(WEEKDAYS.name(code) for code in rest)])
    return "・".join(WEEKDAYS.name(code) for code in codes)


def day_words(opening: OpeningDraft, *, year: bool = False) -> str:
    """When: ``"12/5(土)"`` for a shift, ``"第2・第4 土"`` for recurring work."""
    if opening.day:
        return format_day(opening.day, year=year)
    said = [cadence_words(opening), weekday_words(opening.weekdays)]
    return " ".join(word for word in said if word) or "曜日は" + NOT_STATED


def opening_words(opening: OpeningDraft) -> str:
    """One line: day, 勤務区分 and hours."""
    return f"{day_words(opening)} {SLOTS.name(opening.slot)} {hours_words(opening)}"


def station_words(station: Station) -> str:
    """``"架空線 みなと駅 徒歩5分"``."""
    minutes = "" if station.minutes is None else f" {station.means}{station.minutes}分"
    return f"{station.line} {station.station}駅{minutes}".strip()
