"""Everything this site says on its own: one frozen dataclass per message, in neutral words.

A message names nothing and nobody: it says that something waits, and where to read it after
signing in. `core.privacy.neutral` is asked about every rendering, in tests and before sending.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final

SENDER_NAME: Final = "Funade"
READ_ON: Final = "くわしくは、ログインしてからご覧ください。"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one member, still without a channel."""

    code: ClassVar[str]
    """Stands in the queue and in the delivery log, so it never changes."""
    label: ClassVar[str]
    """What the member calls it, on the page of preferences and in the log."""
    can_stop: ClassVar[bool] = True
    """False for what concerns the account itself: it is sent at any hour and cannot be stopped."""
    digest: ClassVar[bool] = False
    """Whether it waits for the hour the member chose for summaries."""

    def title(self) -> str:
        """The subject, the first line on a lock screen."""
        return "お知らせがあります"

    def lines(self) -> tuple[str, ...]:
        """What follows; the link is added by the channel."""
        return (READ_ON,)

    def path(self) -> str:
        """Where to read on, as a path of this site that asks for signing in."""
        return "/me/"


@dataclass(frozen=True, slots=True)
class NewItems(Notice):
    """A saved list has something new, told at once."""

    code = "new-items"
    label = "新着（すぐに）"

    count: int

    def title(self) -> str:
        return f"新しいお知らせが{self.count}件あります"

    def path(self) -> str:
        return "/me/news/"


@dataclass(frozen=True, slots=True)
class Digest(Notice):
    """What came up in a day or a week."""

    code = "digest"
    label = "新着（1日・1週間のまとめ）"
    digest = True

    count: int

    def title(self) -> str:
        return f"お知らせのまとめ（{self.count}件）"

    def path(self) -> str:
        return "/me/news/"


CHANGES: Final[Mapping[str, str]] = {
    "sign-in-method": "ログインの方法が変わりました。",
    "email": "登録のメールアドレスが変わりました。",
    "export-ready": "データの用意ができました。",
    "deletion-set": "アカウントの削除を受け付けました。",
    "deletion-cancelled": "アカウントの削除を取り消しました。",
}
"""What `AccountChanged` can tell."""


@dataclass(frozen=True, slots=True)
class AccountChanged(Notice):
    """Something about the account itself has changed; ``what`` is a key of `CHANGES`."""

    code = "account-changed"
    label = "アカウントの変更"
    can_stop = False

    what: str

    def __post_init__(self) -> None:
        if self.what not in CHANGES:
            raise ValueError(f"no such change of an account: {self.what!r}")

    def title(self) -> str:
        return "アカウントのお知らせ"

    def lines(self) -> tuple[str, ...]:
        return (CHANGES[self.what], "お心当たりがないときは、すぐにログインしてご確認ください。")

    def path(self) -> str:
        return "/me/settings/"


@dataclass(frozen=True, slots=True)
class StaffLooked(Notice):
    """Somebody of the house opened the member's data (STEALTH S-24)."""

    code = "staff-looked"
    label = "データの閲覧の記録"
    can_stop = False

    def title(self) -> str:
        return "アカウントのお知らせ"

    def lines(self) -> tuple[str, ...]:
        return ("新しい閲覧の記録があります。", READ_ON)

    def path(self) -> str:
        return "/me/settings/"


@dataclass(frozen=True, slots=True)
class TestMessage(Notice):
    """What 「試しに送る」 sends: the member asked for it just now, so it goes at any hour."""

    __test__ = False  # it is no test class, whatever pytest thinks of its name

    code = "test"
    label = "お試し"
    can_stop = False

    def title(self) -> str:
        return "お試しのお知らせ"

    def lines(self) -> tuple[str, ...]:
        return ("この方法でお知らせが届きます。",)

    def path(self) -> str:
        return "/me/notices/"


MESSAGES: Final[Mapping[str, type[Notice]]] = {
    kind.code: kind for kind in (NewItems, Digest, AccountChanged, StaffLooked, TestMessage)
}
"""Every message by its code."""


def stored(notice: Notice) -> dict[str, Any]:
    """A message as ids and codes, fit for the queue."""
    return {"code": notice.code, "values": asdict(notice)}


def restored(payload: Mapping[str, Any]) -> Notice:
    """What `stored` was given. Raises KeyError or TypeError for what it never made."""
    return MESSAGES[payload["code"]](**payload["values"])
