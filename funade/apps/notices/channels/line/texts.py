"""What this site says in LINE, besides the notices themselves: neutral in every word (S-13).

The same question gets the same answer whether or not the LINE account belongs to a member (S-25);
only `CONNECTED` and `NOT_CONNECTED` differ, and they answer a step that was just taken on the site.
"""

from typing import Final

START_WORDS: Final = frozenset({"連携", "れんけい", "link"})
STOP_WORDS: Final = frozenset(
    {"停止", "ていし", "中止", "解除", "配信停止", "ストップ", "すとっぷ", "stop", "unsubscribe"}
)

HELP: Final = "お知らせを受け取るには「連携」と送ってください。止めるには「停止」と送ってください。"
WELCOME: Final = f"ご登録ありがとうございます。{HELP}"
START: Final = "10分以内に「続ける」を押して、画面の案内に進んでください。"
START_BUTTON: Final = "続ける"
CONNECTED: Final = "設定が完了しました。止めるには「停止」と送ってください。"
NOT_CONNECTED: Final = "設定できませんでした。もう一度「連携」と送ってください。"
STOPPED: Final = (
    "お知らせを、ほかの方法の分もすべて止めました。"
    "また受け取るには、サイトの設定で再開してください。"
)
OPEN_BUTTON: Final = "開く"

EVERYTHING: Final = (
    HELP, WELCOME, START, START_BUTTON, CONNECTED, NOT_CONNECTED, STOPPED, OPEN_BUTTON,
)  # fmt: skip
"""For the scan."""
