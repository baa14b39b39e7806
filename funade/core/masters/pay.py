"""給与と交通費: on which basis pay is stated, and how travel is met."""

from typing import Final

from funade.core.masters.choice import Choice, Master

PER_HOUR: Final = "hour"
PER_SHIFT: Final = "shift"
PER_DAY: Final = "day"
PER_HALF_DAY: Final = "half-day"
PER_MONTH: Final = "month"
PER_YEAR: Final = "year"
PER_CASE: Final = "case"

WAGE_BASES: Final = Master(
    "basis",
    "給与の単位",
    (
        Choice(PER_SHIFT, "1回", aliases=("一回", "回")),
        Choice(PER_HOUR, "時給", aliases=("時間給",)),
        Choice(PER_DAY, "日給", aliases=("日額",)),
        Choice(PER_HALF_DAY, "半日", aliases=("半日給",)),
        Choice(PER_MONTH, "月給", aliases=("月額",)),
        Choice(PER_YEAR, "年俸", aliases=("年収", "年額")),
        Choice(PER_CASE, "1件", aliases=("件", "出動1回")),
    ),
)

TRANSPORT: Final = Master(
    "transport",
    "交通費",
    (
        Choice("actual", "別途実費", aliases=("実費", "全額", "全額支給")),
        Choice("fixed", "別途定額", aliases=("定額", "給与と一緒に振込")),
        Choice("capped", "上限あり", aliases=("上限",)),
        Choice("included", "給与に含む", aliases=("込み", "給与込み")),
        Choice("none", "なし", aliases=("支給なし",)),
        Choice("unknown", "記載なし", aliases=("不明",)),
    ),
)
