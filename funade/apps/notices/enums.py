"""The notices app's choices."""

from django.db.models import TextChoices


class ChannelCode(TextChoices):
    """Ways to reach a member."""

    EMAIL = "email", "メール"
    LINE = "line", "LINE"
    PUSH = "push", "プッシュ通知"


class Pace(TextChoices):
    """How often a saved search tells its news."""

    AT_ONCE = "at_once", "すぐに"
    DAILY = "daily", "1日1回"
    WEEKLY = "weekly", "週1回"
    NEVER = "never", "知らせない"
