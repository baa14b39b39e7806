"""`funade staff`: the first person of an organisation, who then invites the others."""

from typing import Annotated

import typer
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from funade.apps.accounts import queries
from funade.apps.accounts.actions.organisations import RefusedError, found_organisation, invite
from funade.apps.accounts.enums import OrganisationKind, Role
from funade.core.kernel.actor import OPERATOR

app = typer.Typer(help="組織と職員。", rich_markup_mode=None)


@app.callback()
def main() -> None:
    """組織と職員。"""


@app.command("invite")
def invite_person(
    organisation: Annotated[str, typer.Argument(help="組織の名称。なければ作ります")],
    email: Annotated[str, typer.Argument(help="招待する人のメールアドレス")],
    name: Annotated[str, typer.Argument(help="招待する人の氏名")],
    kind: Annotated[OrganisationKind, typer.Option(help="組織の種類")] = OrganisationKind.OPERATOR,
    role: Annotated[Role, typer.Option(help="役割")] = Role.OWNER,
) -> None:
    """招待のアドレスを1回だけ表示します。メールは送りません。"""
    now = timezone.now()
    try:
        validate_email(email)
    except ValidationError:
        raise typer.BadParameter(f"not an e-mail address: {email}") from None
    where = queries.organisation_id(kind, organisation) or found_organisation(
        actor=OPERATOR, kind=kind, name=organisation, now=now
    )
    try:
        invited = invite(
            actor=OPERATOR, organisation_id=where, email=email, name=name, role=role, now=now
        )
    except RefusedError as refusal:
        raise typer.BadParameter(str(refusal)) from None
    typer.echo(settings.FUNADE_ORIGIN + reverse("join", args=[invited.token]))
