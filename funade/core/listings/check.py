"""What is wrong with a posting: errors keep it out, warnings are told, nothing is corrected."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from funade.core.kernel.calendar import MINUTES_PER_DAY, format_day, format_hours, format_minute
from funade.core.kernel.finding import Finding, Severity
from funade.core.listings.draft import OpeningDraft, PostingDraft
from funade.core.masters.choice import Choice, Master
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES
from funade.core.masters.facility import PERMITTED_DUTY
from funade.core.masters.flags import FLAGS
from funade.core.masters.pay import TRANSPORT, WAGE_BASES
from funade.core.masters.work import CADENCES, KINDS, NIGHT_SLOTS, SLOTS, SPOT, WEEKDAYS
from funade.core.terms.fields import BY_CODE, required_by_law

FORBIDDEN: Final = ("派遣",)
"""Words no posting may use: placing physicians is not 労働者派遣 (LAW.md §4)."""
MAX_TITLE: Final = 120
MAX_DAYS: Final = 4
"""A shift may end on the fourth day at the latest: a long weekend on duty."""


def check_posting(draft: PostingDraft, *, on: date) -> tuple[Finding, ...]:
    """Findings on a posting as of ``on``; errors first."""
    found = [
        *_codes(draft),
        *_words(draft),
        *_dates(draft),
        *_pay(draft),
        *(finding for opening in draft.openings for finding in _opening(draft, opening, on)),
        *_law(draft),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity != Severity.ERROR))


def errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that keep the posting out."""
    return tuple(finding for finding in findings if finding.severity == Severity.ERROR)


def _error(rule: str, field: str, message: str) -> Finding:
    return Finding(f"posting.{rule}", message, Severity.ERROR, field)


def _warning(rule: str, field: str, message: str, source: str = "") -> Finding:
    return Finding(f"posting.{rule}", message, Severity.WARNING, field, source)


def _unknown[C: Choice](master: Master[C], field: str, *codes: str) -> Iterator[Finding]:
    for code in codes:
        if master.get(code) is None:
            yield _error("code", field, f"{master.label}「{code}」は一覧にありません")


def _codes(draft: PostingDraft) -> Iterator[Finding]:
    yield from _unknown(KINDS, "kind", draft.kind)
    yield from _unknown(DEPARTMENTS, "departments", *draft.departments)
    yield from _unknown(DUTIES, "duties", *draft.duties)
    yield from _unknown(FLAGS, "flags", *draft.flags)
    yield from _unknown(PERMITTED_DUTY, "permitted_duty", draft.permitted_duty)
    yield from _unknown(TRANSPORT, "transport", draft.transport)
    yield from _unknown(WAGE_BASES, "pay_bands", *(band.basis for band in draft.pay_bands))
    for code in draft.terms.keys() - BY_CODE.keys():
        yield _error("code", "terms", f"項目「{code}」はありません")
    for opening in draft.openings:
        yield from _unknown(SLOTS, "slot", opening.slot)
        yield from _unknown(WEEKDAYS, "weekdays", *opening.weekdays)
        if opening.cadence:
            yield from _unknown(CADENCES, "cadence", opening.cadence)


def _words(draft: PostingDraft) -> Iterator[Finding]:
    if not draft.title or len(draft.title) > MAX_TITLE:
        yield _error("title", "title", f"見出しは1文字から{MAX_TITLE}文字までで書いてください")
    texts = {"title": draft.title, "pay_note": draft.pay_note, **draft.terms}
    for name, text in texts.items():
        for word in FORBIDDEN:
            if word in text:
                message = f"「{word}」という言葉は使えません（医師の職業紹介は派遣ではありません）"
                yield _error("forbidden", name, f"{message}。別の言葉に直してください")


def _dates(draft: PostingDraft) -> Iterator[Finding]:
    if draft.expires_on < draft.published_on:
        yield _error(
            "expires",
            "expires_on",
            f"掲載期限（{draft.expires_on}）が掲載日（{draft.published_on}）より前です",
        )


def _pay(draft: PostingDraft) -> Iterator[Finding]:
    if not draft.pay_bands and not draft.pay_note:
        yield _warning(
            "pay", "pay_bands", "給与がありません。非公開なら「給与の補足」に書いてください"
        )
    for band in draft.pay_bands:
        if band.low is not None and band.high is not None and band.low > band.high:
            shown = f"下限（{band.low:,}円）が上限（{band.high:,}円）"
            yield _error("pay-range", "pay_bands", f"給与の{shown}より高いです")
        if band.starts is not None and band.ends is not None and band.ends <= band.starts:
            yield _error("pay-hours", "pay_bands", _backwards(band.starts, band.ends))


def _opening(draft: PostingDraft, opening: OpeningDraft, on: date) -> Iterator[Finding]:
    if not opening.places >= 1 or not 0 <= opening.places_left <= opening.places:
        yield _error("places", "places", "募集人数は1以上、残り人数は募集人数までで書いてください")
    yield from _hours(opening)
    if draft.kind == SPOT and opening.day is None:
        yield _warning("day", "day", "スポットなのに勤務日がありません")
    if opening.day is None:
        return
    if opening.day < on:
        yield _warning("past", "day", f"勤務日 {format_day(opening.day, year=True)} は過ぎています")
    if opening.day > draft.expires_on:
        yield _warning(
            "late",
            "day",
            f"勤務日 {format_day(opening.day, year=True)} は掲載期限 {draft.expires_on} の後です",
        )


def _hours(opening: OpeningDraft) -> Iterator[Finding]:
    starts, ends = opening.starts, opening.ends
    if starts is not None and starts >= MINUTES_PER_DAY:
        yield _error(
            "start", "starts", f"開始（{format_minute(starts)}）は勤務日のうちの時刻にしてください"
        )
    if starts is None or ends is None:
        return
    if ends <= starts:
        yield _error("hours", "ends", _backwards(starts, ends))
    elif ends > MAX_DAYS * MINUTES_PER_DAY:
        yield _error("long", "ends", "1つの勤務は4日までです")
    elif opening.slot in NIGHT_SLOTS and ends <= MINUTES_PER_DAY:
        yield _warning(
            "night",
            "ends",
            f"当直なのに翌日にかかりません（{format_hours(starts, ends)}）。翌8:30の形で書けます",
        )
    elif opening.breaks is not None and opening.breaks >= ends - starts:
        yield _error("breaks", "breaks", "休憩が勤務時間と同じか、それより長いです")


def _backwards(starts: int, ends: int) -> str:
    hours = f"{format_minute(starts)}〜{format_minute(ends)}"
    return f"終了が開始より前です（{hours}）。翌日なら「翌{format_minute(ends)}」と書いてください"


def _law(draft: PostingDraft) -> Iterator[Finding]:
    """Items the law wants stated. A warning: they can still be told before the contract."""
    if KINDS.get(draft.kind) is None:
        return
    missing = [f for f in required_by_law(draft.kind) if not draft.terms.get(f.code)]
    if missing:
        labels = "、".join(field.label for field in missing)
        yield _warning(
            "law", "terms", f"法律で示すべき項目が記載なしです: {labels}", missing[0].law
        )
