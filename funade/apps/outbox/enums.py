"""The outbox's choices."""

from django.db.models import TextChoices


class JobState(TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "待機中"
    CLAIMED = "claimed", "実行中"
    DONE = "done", "完了"
    DEAD = "dead", "断念"
    DROPPED = "dropped", "取りやめ"


UNFINISHED = (JobState.WAITING, JobState.CLAIMED)
"""Still to be done; the next of the lane waits for them."""
OVER = (JobState.DONE, JobState.DROPPED)
"""Nothing will happen any more; kept for a while so that the key stays known."""
