"""The stealth guarantee in plain words: what is promised is what a test proves (STEALTH §7.4).

A statement appears here when a test carries its number, not before; a test compares the two.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Promise:
    """One statement that tests named after its code hold us to."""

    code: str
    words: str


GROUPS: Final = (
    (
        "外へ出さない",
        (
            Promise("S-01", "ページを開いても、ほかのサイトへは何も送りません。"),
            Promise(
                "S-02",
                "ほかのサイトへのリンクを押しても、どこから来たかを伝えません。",
            ),
        ),
    ),
    (
        "目立たない",
        (Promise("S-13", "会員ページの題名とアドレスに、目的が分かる言葉を入れません。"),),
    ),
    (
        "人と使う画面で",
        (
            Promise(
                "S-18",
                "「離れる」を押した瞬間に画面を消し、サーバーでもロックし、書きかけを預かります。"
                "JavaScriptがなくてもロックして離れます。",
            ),
            Promise(
                "S-19", "離れたあと、ロックのあと、ログアウトのあとは、「戻る」でも見えません。"
            ),
            Promise(
                "S-20",
                "会員ページは、別の窓に移るとぼかし、操作がないとロックします（1〜30分で選べます）。",
            ),
            Promise("S-21", "会員の情報をブラウザーの中に残しません。"),
            Promise("S-22", "会員でない人の履歴と保存は、頼まれないかぎり残しません。"),
        ),
    ),
)
