"""What the outbox holds about a member (see `accounts.sections`): nothing to read, work to drop."""

from funade.apps.accounts.sections import Row, Section
from funade.apps.outbox.models import Job


def _nothing(_user_id: int) -> list[Row]:
    """Jobs hold ids and codes; what they are about stands in the other sections."""
    return []


def _forget(user_id: int) -> None:
    """Jobs name their member as ``user`` in the payload."""
    Job.objects.filter(payload__user=user_id).delete()


SECTIONS = (Section("queue", "送信待ち", _nothing, forget=_forget),)
