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
        (
            Promise(
                "S-13",
                "お知らせの件名・文面・差出人、会員ページの題名とアドレス、受け取るファイルの名前に、"
                "目的が分かる言葉を入れません。",
            ),
            Promise(
                "S-14",
                "初めの設定では、平日と土曜日の7時から19時、毎日23時から翌7時には何も届けません。",
            ),
            Promise("S-15", "勤務先のメールアドレスは、使う前に注意します。"),
            Promise(
                "S-16",
                "予定表の題名は「予定」だけです。取り消したアドレスは、すぐに開けなくなります。",
            ),
        ),
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
    (
        "運営の中で",
        (
            Promise("S-23", "ご本人のほかの人が情報を開くと、必ず記録します。ご本人が読めます。"),
            Promise("S-25", "あるアドレスが登録されているかどうかを、だれも確かめられません。"),
            Promise("S-26", "サーバーの記録に、氏名・連絡先・探した言葉・合言葉を残しません。"),
        ),
    ),
    (
        "持ち出す・終える",
        (
            Promise("S-28", "預けたものすべてを、いつでも1つのファイルで受け取れます。"),
            Promise("S-29", "退会すると、預けたものを消し、読むための鍵を壊します。"),
            Promise("S-30", "送った画像から、位置や機種などの隠れた情報を取り除きます。"),
        ),
    ),
)
