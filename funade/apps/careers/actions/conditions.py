"""Writing the conditions sheet."""

from datetime import datetime

from django.db import transaction

from funade.apps.accounts.actions.keys import cipher_for
from funade.apps.careers.models import ConditionsSheet
from funade.apps.careers.queries.conditions import own_sheet
from funade.core.conditions.sheet import Answer, Sheet
from funade.core.kernel.actor import Actor


@transaction.atomic
def answer_line(
    *, actor: Actor, user_id: int, code: str, answer: Answer | None, now: datetime
) -> Sheet:
    """Answer one line, or with None say that it does not matter; returns the sheet."""
    rows = ConditionsSheet.objects.select_for_update().filter(user_id=user_id)
    rows.first()  # two pages open at once change two lines of one sealed value
    sheet = own_sheet(user_id).having(code, answer)
    store_sheet(actor=actor, user_id=user_id, sheet=sheet, now=now)
    return sheet


@transaction.atomic
def store_sheet(*, actor: Actor, user_id: int, sheet: Sheet, now: datetime) -> None:
    """Seal the whole sheet under the member's key; an empty one is removed."""
    if not sheet:
        ConditionsSheet.objects.filter(user_id=user_id).delete()
        return
    sealed = cipher_for(actor=actor, user_id=user_id, now=now).seal(sheet.to_json())
    ConditionsSheet.objects.update_or_create(
        user_id=user_id, defaults={"sealed": sealed, "updated_at": now}
    )
