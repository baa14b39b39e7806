"""The outbox's choices."""

from django.db.models import TextChoices


class JobState(TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "待機中"
    CLAIMED = "claimed", "実行中"
    DONE = "done", "完了"
    DEAD = "dead", "断念"
