"""What leads where in the member portal: one table for side bar, bottom bar, home and settings.

Labels are read over somebody's shoulder, so they are neutral (STEALTH S-13); a test says so.
A page that is not installed is left out: the table may name more than this version has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Entry:
    """One link to a page of the member portal."""

    url_name: str
    label: str
    about: str = ""
    """One line that says what is found there."""
    on_phone: bool = False
    """Whether the bar at the bottom of a phone has it: five places at most."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry whose page exists."""

    entry: Entry
    url: str


MAIN: Final = (
    Entry("member-home", "ホーム", on_phone=True),
    Entry("member-news", "新着", "条件に合う新しいもの", on_phone=True),
    Entry("member-saved", "保存", "あとで見るもの", on_phone=True),
    Entry("member-searches", "保存した条件", "新しく合うものを知らせる条件"),
    Entry("member-conditions", "条件", "譲れないことと、譲れること", on_phone=True),
    Entry("member-seen", "見たもの", "最近ひらいたもの"),
    Entry("member-hidden", "出さないもの", "一覧に出さないと決めたもの"),
    Entry("member-blocks", "見せない相手", "あなたを見せない相手"),
    Entry("member-feeds", "予定表", "カレンダーへの取り込み"),
    Entry("member-profile", "プロフィール", "お名前や資格など、入力した内容"),
    Entry("member-settings", "設定", on_phone=True),
)
"""The side bar; on a phone what is not `on_phone` is reached from the home page."""

SETTINGS: Final = (
    (
        "ログインの守り",
        (
            Entry("mfa_index", "パスキーと2つ目の確認", "パスキー、認証アプリ、復旧コード"),
            Entry("account_change_password", "パスワード", "パスキーが使えないときのために"),
            Entry("usersessions_list", "ログイン中の端末", "心当たりのない端末を終わらせる"),
            Entry("account_email", "メールアドレス", "ログインとお知らせに使うアドレス"),
        ),
    ),
    (
        "お知らせ",
        (
            Entry("member-notices", "お知らせの受け取り方", "届け先、届ける時間、止める"),
            Entry("member-deliveries", "届けた記録", "いつ、どこへ、何を届けたか"),
            Entry("member-line", "LINE", "LINEで受け取る"),
            Entry("member-push", "この端末への通知", "通知には内容を書きません"),
        ),
    ),
    (
        "画面とデータ",
        (
            Entry("member-lock", "画面のロックと「離れる」", "ロックまでの分、離れる先"),
            Entry("member-drafts", "書きかけ", "離れたときに預かった入力"),
            Entry("kept-data", "お預かりする情報", "何を、何のために、いつまで"),
            Entry("member-looks", "閲覧の記録", "だれが、いつ、何のために開いたか"),
            Entry("member-export", "データの持ち出し", "すべてをファイルで受け取る"),
            Entry("member-deletion", "退会", "データを消して終わる"),
        ),
    ),
)


def links(entries: Iterable[Entry]) -> tuple[Link, ...]:
    """The entries whose page exists, with their addresses."""
    return tuple(Link(entry, url) for entry in entries if (url := _url(entry.url_name)))


@cache
def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
