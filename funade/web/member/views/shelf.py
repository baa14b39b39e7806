"""Saved, seen and hidden things, notes, and the one address all small buttons post to."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from funade.apps.careers.actions import blocks, shelf
from funade.apps.careers.actions.shelf import Brought, NoteText
from funade.apps.careers.queries import shelf as queries
from funade.apps.catalog.queries import Listing
from funade.core.conditions.judge import Mark, Subject, verdict_of
from funade.core.kernel.actor import user_actor
from funade.core.kernel.calendar import JST
from funade.web.member.pages.items import ORDERS, items
from funade.web.shared.people import user_id_of as user_id
from funade.web.shared.visitor import safe_next

type Act = Callable[[int, str, datetime], bool]


def _today() -> date:
    return timezone.now().astimezone(JST).date()


# --- Small buttons ------------------------------------------------------------------------------


def _keeping(action: Callable[..., bool], name: str = "public_id") -> Act:
    """An action that writes down when; False is told to the member."""
    return lambda user, value, now: action(
        actor=user_actor(user), user_id=user, now=now, **{name: value}
    )


def _dropping(action: Callable[..., bool]) -> Act:
    """An action that takes away; what is already gone is no failure."""

    def act(user: int, value: str, now: datetime) -> bool:
        action(actor=user_actor(user), user_id=user, public_id=value)
        return True

    return act


def _block_office(user: int, value: str, now: datetime) -> bool:
    office = int(value) if value.isdecimal() and len(value) < 19 else 0
    return blocks.block_office(actor=user_actor(user), user_id=user, office_id=office, now=now)


def _unblock_number(user: int, value: str, now: datetime) -> bool:
    if value.isdecimal() and len(value) < 19:
        blocks.unblock(actor=user_actor(user), user_id=user, number=int(value))
    return True


_ACTS: Final[dict[str, Act]] = {
    "save": _keeping(shelf.save_posting),
    "drop": _dropping(shelf.drop_posting),
    "hide": _keeping(shelf.hide_facility),
    "show": _dropping(shelf.show_facility),
    "block": _keeping(blocks.block_facility),
    "unblock": _dropping(blocks.unblock_facility),
    "block-office": _block_office,
    "block-university": _keeping(blocks.block_university, "university"),
    "unblock-number": _unblock_number,
}
"""What a button can ask for by its name; its value says of what."""

_ANCHORED: Final = ("save", "drop")


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """One small change, then back to the page it came from; a script gets 204 and stays."""
    name = next((name for name in _ACTS if name in request.POST), None)
    if name is None:
        raise Http404
    value = request.POST[name]
    done = _ACTS[name](user_id(request), value, timezone.now())
    back = safe_next(request, reverse("member-saved"))
    if not done:
        return render(request, "member/refused.html", {"back": back}, status=409)
    if request.headers.get("X-Funade") == "stay":
        return HttpResponse(status=204)
    return redirect(f"{back}#t-{value}" if name in _ANCHORED and "#" not in back else back)


# --- Saved --------------------------------------------------------------------------------------


@require_safe
def saved_page(request: HttpRequest) -> HttpResponse:
    """What the member saved, with notes and how it answers the sheet."""
    member, order = user_id(request), request.GET.get("order", "saved")
    kept = queries.saved(member, _today())
    desk = queries.desk(member, [it.public_id for it in kept])
    context = {
        "items": items(kept, desk, order),
        "orders": [(code, name, code == order) for code, name in ORDERS],
        "taken": request.GET.get("taken") == "1",
        "here": request.get_full_path(),
    }
    return render(request, "member/saved.html", context)


@require_POST
def take_over(request: HttpRequest) -> HttpResponse:
    """What the device kept becomes the account's; then the page asks about the device."""
    lists = {
        name: [it[:12] for it in request.POST.getlist(name)[:200]]
        for name in ("hearts", "seen", "hidden", "blocks")
    }
    member = user_id(request)
    brought = Brought(**lists)
    shelf.take_over(actor=user_actor(member), user_id=member, brought=brought, now=timezone.now())
    return redirect(reverse("member-saved") + "?taken=1")


# --- Notes --------------------------------------------------------------------------------------


def note_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One's own words about one posting, and what only oneself can judge."""
    member = user_id(request)
    if request.method == "POST":
        return _write_note(request, member, public_id)
    return render(request, "member/note.html", _note_context(member, public_id))


def _write_note(request: HttpRequest, member: int, public_id: str) -> HttpResponse:
    verdicts = {
        name.removeprefix("mark-"): (
            request.POST[name],
            request.POST.get(f"reason-{name.removeprefix('mark-')}", ""),
        )
        for name in request.POST
        if name.startswith("mark-")
    }
    done = shelf.write_note(
        actor=user_actor(member),
        user_id=member,
        public_id=public_id,
        note=NoteText(request.POST.get("text", ""), verdicts),
        now=timezone.now(),
    )
    if not done:
        raise Http404
    return redirect(safe_next(request, reverse("member-saved")))


def _note_context(member: int, public_id: str) -> dict[str, Any]:
    desk = queries.desk(member, [public_id])
    listing, note = queries.posting_to_note(public_id, _today()), desk.notes.get(public_id)
    if listing is None and note is None and public_id not in desk.saved:
        raise Http404
    found = note or queries.EMPTY_NOTE
    return {
        "public_id": public_id,
        "title": listing.posting.title if listing else f"番号 {public_id}",
        "url": f"/jobs/{public_id}/" if listing else "",
        "note": found,
        "limit": shelf.MOST_TEXT,
        "rows": _hand_rows(desk, listing, found) if listing else [],
        "marks": [(mark.value, mark.words) for mark in Mark],
    }


def _hand_rows(desk: queries.Desk, listing: Listing, note: queries.OwnNote) -> list[dict[str, Any]]:
    """The lines of the sheet on which the posting says nothing."""
    subject = Subject.of(listing.facility, listing.posting)
    judge = partial(verdict_of, subject=subject, middle=desk.middle)
    rows = []
    for line, answer in desk.sheet.for_kind(listing.posting.kind):
        stated = judge(line, answer)
        if stated.mark is Mark.UNKNOWN:
            own = note.verdicts.get(line.code)
            rows.append(
                {
                    "line": line,
                    "stated": stated.reason,
                    "mark": own.mark.value if own else Mark.UNKNOWN.value,
                    "reason": own.reason if own else "",
                }
            )
    return rows


# --- Seen and hidden ----------------------------------------------------------------------------


@require_safe
def seen_page(request: HttpRequest) -> HttpResponse:
    """What the member opened, if they want that kept."""
    member = user_id(request)
    kept = queries.seen(member, _today())
    desk = queries.desk(member, [it.public_id for it in kept])
    context = {"items": items(kept, desk), "on": desk.keeps_seen, "most": shelf.MOST_SEEN}
    return render(request, "member/seen.html", context)


@require_POST
def switch_seen(request: HttpRequest) -> HttpResponse:
    """Keep what is seen from now on; or stop, and forget it; or only forget it."""
    member = user_id(request)
    actor, choice = user_actor(member), request.POST.get("keep", "")
    if choice == "forget":
        shelf.forget_seen(actor=actor, user_id=member)
    elif choice in ("on", "off"):
        shelf.choose_seen(actor=actor, user_id=member, on=choice == "on")
    return redirect("member-seen")


@require_POST
def see(request: HttpRequest) -> HttpResponse:
    """A page tells that it was opened. Only scripts do, for a GET writes nothing."""
    member = user_id(request)
    shelf.remember_seen(
        actor=user_actor(member),
        user_id=member,
        public_id=request.POST.get("posting", "")[:12],
        now=timezone.now(),
    )
    return HttpResponse(status=204)


@require_safe
def hidden_page(request: HttpRequest) -> HttpResponse:
    """Facilities left out of this member's lists."""
    return render(request, "member/hidden.html", {"rows": queries.hidden(user_id(request))})
