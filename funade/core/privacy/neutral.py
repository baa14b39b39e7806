"""Words that must not appear where someone else may look (STEALTH S-13).

A lock screen, a subject line, a calendar title, a browser tab, a file name: none of them may tell
that somebody is looking for work. `betrayals` is asked about every text that leaves for such a
place, in tests over all messages and events, and once more before sending.
"""

from collections.abc import Iterable
from typing import Final

from funade.core.kernel.text import fold
from funade.core.masters import departments, duties

BANNED: Final = (
    "退局", "医局", "転職", "求人", "応募", "面接", "面談", "内定", "年収", "年俸", "給与", "時給",
    "日給", "報酬", "手取り", "募集", "採用", "勤務", "職場", "就職", "退職", "辞め", "バイト",
    "アルバイト", "スポット", "非常勤", "常勤", "当直", "外勤", "紹介", "エージェント", "キャリア",
    "履歴書", "希望条件", "医師", "病院", "クリニック", "医療", "診療", "医院", "job", "career",
    "recruit", "hospital", "clinic", "physician", "doctor", "salary", "resign", "apply", "mrt",
    "エムスリー", "民間医局", "medley", "メドレー",
)  # fmt: skip
"""Without facility names, which the caller adds where one could slip in."""


def betrayals(text: str, also: Iterable[str] = ()) -> list[str]:
    """The banned words that stand in ``text``, folded so that width and kana do not hide them."""
    folded = fold(text)
    words = (*BANNED, *_masters(), *also)
    return [word for word in dict.fromkeys(words) if word and fold(word) in folded]


def _masters() -> tuple[str, ...]:
    """Names of departments and duties that are words of their own."""
    return tuple(
        choice.name
        for master in (departments.DEPARTMENTS, duties.DUTIES)
        for choice in master
        if len(choice.name) > 1
    )
