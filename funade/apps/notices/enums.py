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


class DeliveryState(TextChoices):
    """How far one message has come on one channel."""

    WAITING = "waiting", "送信待ち"
    TRYING = "trying", "送り直しています"
    SENT = "sent", "送信済み"
    FAILED = "failed", "届けられませんでした"
    STOPPED = "stopped", "送りませんでした"


class Reason(TextChoices):
    """Why a message was not sent, or not yet, in words for its reader."""

    NONE = "", ""
    HOURS = "hours", "お知らせする時間まで待っています"
    BUSY = "busy", "相手のサーバーが応答しないため、しばらくして送り直します"
    GONE = "gone", "この宛先では受け取れませんでした"
    REFUSED = "refused", "相手のサービスが受け取りませんでした"
    DAY = "day", "LINEは1日1通までのため、ほかの方法でお届けします"
    TEXT = "text", "文面の確認で止まりました"
    OFF = "off", "止める設定になっていました"
