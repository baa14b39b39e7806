"""医療機関: kinds, emergency level, overtime level, permitted duty, size."""

from typing import Final

from funade.core.masters.choice import Choice, Master

UNKNOWN: Final = "unknown"
"""A fact nobody has stated. Shown as 記載なし, never counted as "no"."""

FACILITY_KINDS: Final = Master(
    "fkind",
    "施設種別",
    (
        Choice("university", "大学病院", "病院", ("大学附属病院", "特定機能病院")),
        Choice(
            "acute",
            "一般病院（急性期）",
            "病院",
            ("一般病院", "急性期病院", "総合病院", "公的病院"),
        ),
        Choice("caremix", "ケアミックス病院", "病院", ("ケアミックス",)),
        Choice("longterm", "療養型病院", "病院", ("療養病院", "慢性期病院")),
        Choice("psychiatric", "精神科病院", "病院", ("精神病院",)),
        Choice("rehab", "回復期・リハビリ病院", "病院", ("リハビリテーション病院", "回復期病院")),
        Choice("hospital", "病院（種別の記載なし）", "病院", ("病院",)),
        Choice("bed-clinic", "有床診療所", "診療所", ("有床クリニック",)),
        Choice(
            "clinic", "無床クリニック", "診療所", ("クリニック", "診療所", "無床診療所", "医院")
        ),
        Choice(
            "home-clinic", "訪問診療クリニック", "診療所", ("在宅クリニック", "在宅療養支援診療所")
        ),
        Choice("beauty-clinic", "美容クリニック", "診療所", ("美容外科クリニック",)),
        Choice("checkup-center", "健診施設", "健診・介護・企業", ("健診センター", "健診機関")),
        Choice("care-home", "介護老人保健施設", "健診・介護・企業", ("老健",)),
        Choice("care-hospital", "介護医療院", "健診・介護・企業"),
        Choice("company", "企業", "健診・介護・企業", ("一般企業", "事業会社")),
        Choice("public", "自治体・保健所", "健診・介護・企業", ("自治体", "保健所", "行政")),
        Choice("blood-center", "献血センター", "健診・介護・企業", ("血液センター",)),
        Choice("other", "その他", "健診・介護・企業"),
    ),
)

EMERGENCY_LEVELS: Final = Master(
    "er",
    "救急指定",
    (
        Choice("none", "救急指定なし", aliases=("なし", "救急なし")),
        Choice("secondary", "二次救急", aliases=("二次", "2次救急", "救急告示")),
        Choice("tertiary", "三次救急", aliases=("三次", "3次救急", "救命救急センター")),
        Choice(UNKNOWN, "記載なし"),
    ),
)

OVERTIME_LEVELS: Final = Master(
    "level",
    "時間外の水準",
    (
        Choice("A", "A水準", note="時間外・休日労働が年960時間以下"),
        Choice(
            "linked-B",
            "連携B水準",
            aliases=("連携B",),
            note="副業・兼業先を合わせて年1,860時間以下",
        ),
        Choice("B", "B水準", note="救急など。年1,860時間以下"),
        Choice("C-1", "C-1水準", note="研修医・専攻医の技能向上。年1,860時間以下"),
        Choice("C-2", "C-2水準", note="高度な技能の習得。年1,860時間以下"),
        Choice(UNKNOWN, "記載なし"),
    ),
)

PERMITTED_DUTY: Final = Master(
    "permit",
    "宿日直許可",
    (
        Choice("yes", "許可あり", aliases=("あり", "有")),
        Choice("partial", "一部許可", aliases=("時間帯により許可", "一部あり")),
        Choice("applied", "申請中"),
        Choice("no", "許可なし", aliases=("なし", "無")),
        Choice(UNKNOWN, "記載なし", aliases=("不明",)),
    ),
)

BED_BANDS: Final = Master(
    "beds",
    "病床数",
    (
        Choice("0", "無床"),
        Choice("1", "1〜19床"),
        Choice("20", "20〜99床", aliases=("100床未満",)),
        Choice("100", "100〜199床"),
        Choice("200", "200〜399床"),
        Choice("400", "400床以上"),
        Choice(UNKNOWN, "記載なし"),
    ),
)

_BED_FLOORS: Final = (400, 200, 100, 20, 1, 0)


def bed_band(beds: int | None) -> str:
    """The code in `BED_BANDS` of a number of beds; None is ``"unknown"``."""
    if beds is None:
        return UNKNOWN
    return str(next(floor for floor in _BED_FLOORS if beds >= floor))


AFFILIATIONS: Final = Master(
    "affiliation",
    "医局との関係",
    (
        Choice("main", "大学本院"),
        Choice("branch", "分院・附属"),
        Choice("affiliated", "関連病院", aliases=("ジッツ",)),
        Choice("dispatch", "医局からの勤務者あり", aliases=("外勤先",)),
    ),
)
