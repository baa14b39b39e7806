"""働き方: kinds of posting, 勤務区分, weekdays and cadence."""

from typing import Final

from funade.core.masters.choice import Choice, Master

SPOT: Final = "spot"
REGULAR: Final = "regular"
FULLTIME: Final = "fulltime"

KINDS: Final = Master(
    "kind",
    "働き方",
    (
        Choice(SPOT, "スポット", aliases=("単発", "アルバイト(スポット)", "スポットバイト")),
        Choice(
            REGULAR, "定期非常勤", aliases=("定期", "非常勤", "バイト(定期非常勤)", "レギュラー")
        ),
        Choice(FULLTIME, "常勤", aliases=("転職(常勤)", "常勤転職", "正職員")),
    ),
)

SLOTS: Final = Master(
    "slot",
    "勤務区分",
    (
        Choice("day", "日勤（終日）", aliases=("日勤", "終日", "日勤帯")),
        Choice("am", "日勤（午前）", aliases=("午前", "午前のみ", "日勤(午前のみ)", "AM")),
        Choice("pm", "日勤（午後）", aliases=("午後", "午後のみ", "日勤(午後のみ)", "PM")),
        Choice("evening", "夜診", aliases=("夜間診療", "夕診", "準夜")),
        Choice("night", "当直（宿直）", aliases=("当直", "宿直", "夜勤")),
        Choice("day-duty", "日直"),
        Choice("day-night", "日当直", aliases=("日直・当直", "日当直(連続)")),
        Choice("oncall-home", "オンコール（自宅）", aliases=("オンコール", "宅直", "自宅待機")),
        Choice("oncall-site", "オンコール（院内）", aliases=("院内待機",)),
        Choice("custom", "時間指定", aliases=("その他", "時間応相談")),
    ),
)

NIGHT_SLOTS: Final = frozenset({"night", "day-night"})
"""Slots one sleeps away from home for."""

WEEKDAYS: Final = Master(
    "wday",
    "曜日",
    (
        Choice("mon", "月", aliases=("月曜", "月曜日")),
        Choice("tue", "火", aliases=("火曜", "火曜日")),
        Choice("wed", "水", aliases=("水曜", "水曜日")),
        Choice("thu", "木", aliases=("木曜", "木曜日")),
        Choice("fri", "金", aliases=("金曜", "金曜日")),
        Choice("sat", "土", aliases=("土曜", "土曜日")),
        Choice("sun", "日", aliases=("日曜", "日曜日")),
        Choice("hol", "祝", aliases=("祝日", "祝祭日")),
    ),
)

CADENCES: Final = Master(
    "cadence",
    "周期",
    (
        Choice("weekly", "毎週"),
        Choice("biweekly", "隔週"),
        Choice("nth", "第N週", note="第2・第4土曜など、月の決まった週"),
        Choice("monthly", "月1回", aliases=("月1",)),
        Choice("irregular", "不定期・応相談", aliases=("不定期", "応相談")),
    ),
)
