"""Organisations and the people in them: who is here, who is invited, joining by invitation."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funade.apps.accounts import access, queries
from funade.apps.accounts.access import Seat
from funade.apps.accounts.actions import organisations as actions
from funade.apps.accounts.actions.organisations import RefusedError, digest_of
from funade.apps.accounts.enums import ROLES_OF_KIND, Role
from funade.apps.notices.actions.letters import write_letter
from funade.core.kernel.actor import user_actor
from funade.web.entrance import onward
from funade.web.entrance.letters import invitation_letter
from funade.web.shared.access import public_view

LONGEST_NAME = 100


@dataclass(slots=True)
class InviteForm:
    """What was typed, and what is wrong with it."""

    name: str = ""
    email: str = ""
    role: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, request: HttpRequest, place: Seat) -> "InviteForm":
        """The form as sent, checked."""
        name, email, role = (
            request.POST.get(key, "").strip()[:254] for key in ("name", "email", "role")
        )
        form = cls(name, email, role)
        if not 0 < len(form.name) <= LONGEST_NAME:
            form.problems["name"] = f"氏名を{LONGEST_NAME}文字以内で入力してください。"
        try:
            validate_email(form.email)
        except ValidationError:
            form.problems["email"] = (
                "メールアドレスを name@example.jp のような形で入力してください。"
            )
        if form.role not in ROLES_OF_KIND[place.kind]:
            form.problems["role"] = "役割を選んでください。"
        return form


@require_safe
def teams_page(request: HttpRequest) -> HttpResponse:
    """The organisations of the signed-in person."""
    return render(request, "entrance/teams.html", {"seats": access.seats(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def team_page(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The people of one organisation; managers invite here."""
    place = access.seat(request.user, organisation_id)
    if request.method != "POST":
        return _team(request, place, InviteForm())
    place = access.owner_seat(request.user, organisation_id)
    form = InviteForm.read(request, place)
    if form.problems:
        return _team(request, place, form)
    _invite(place, form)
    return redirect("team", organisation_id)


def _team(request: HttpRequest, place: Seat, form: InviteForm) -> HttpResponse:
    roles = [(role.value, role.label) for role in ROLES_OF_KIND[place.kind]]
    context = {
        "seat": place,
        "people": queries.people(place.organisation_id),
        "invitations": queries.open_invitations(place.organisation_id, timezone.now())
        if place.is_owner
        else [],
        "roles": roles,
        "form": form,
    }
    status = 422 if form.problems else 200
    return render(request, "entrance/team.html", context, status=status)


def _invite(place: Seat, form: InviteForm) -> None:
    now = timezone.now()
    actor = user_actor(place.user_id)
    invited = actions.invite(
        actor=actor,
        organisation_id=place.organisation_id,
        email=form.email,
        name=form.name,
        role=Role(form.role),
        now=now,
    )
    letter = invitation_letter(settings.FUNADE_ORIGIN + reverse("join", args=[invited.token]))
    write_letter(
        actor=actor,
        address=form.email,
        subject=letter.subject,
        lines=letter.lines,
        key=f"invitation:{invited.invitation_id}",
        now=now,
    )


@require_POST
def withdraw(request: HttpRequest, organisation_id: int, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    place = access.owner_seat(request.user, organisation_id)
    actions.withdraw_invitation(
        actor=user_actor(place.user_id),
        organisation_id=organisation_id,
        invitation_id=invitation_id,
    )
    return redirect("team", organisation_id)


@require_POST
def change_person(request: HttpRequest, organisation_id: int, user_id: int) -> HttpResponse:
    """Another role for a person, or none."""
    place = access.owner_seat(request.user, organisation_id)
    if user_id not in {it.user_id for it in queries.people(organisation_id)}:
        return redirect("team", organisation_id)
    actor, role = user_actor(place.user_id), request.POST.get("role", "")
    try:
        if role == "remove":
            actions.remove_person(actor=actor, organisation_id=organisation_id, user_id=user_id)
        elif role in ROLES_OF_KIND[place.kind]:
            actions.change_role(
                actor=actor, organisation_id=organisation_id, user_id=user_id, role=Role(role)
            )
    except RefusedError as refusal:
        return _team(request, place, InviteForm(problems={"people": str(refusal)}))
    return redirect("team" if user_id != place.user_id else "teams", *_target(place, user_id))


def _target(place: Seat, user_id: int) -> list[int]:
    return [place.organisation_id] if user_id != place.user_id else []


@public_view
@require_http_methods(["GET", "HEAD", "POST"])
def join_page(request: HttpRequest, token: str) -> HttpResponse:
    """What the invitation is, and accepting it once signed in with the invited address."""
    now = timezone.now()
    problem = ""
    if request.method == "POST" and request.user.pk is not None:
        try:
            organisation_id = actions.accept_invitation(
                actor=user_actor(request.user.pk), token=token, user_id=request.user.pk, now=now
            )
        except RefusedError as refusal:
            problem = str(refusal)
        else:
            onward.forget(request)
            return redirect("team", organisation_id)
    card = queries.invitation_card(digest_of(token), now)
    context = {"card": card, "problem": problem, "token": token}
    status = 404 if card is None else 422 if problem else 200
    return render(request, "entrance/join.html", context, status=status)
