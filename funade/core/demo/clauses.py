"""The sentences that do not depend on the kind of work: contract, money, benefits, application.

A clause is (chance that it is stated, phrases parted by ``|``). Fields are those of
`terms.fields`; what law demands is stated mostly, but not always, as on real pages.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from funade.core.masters.work import FULLTIME, REGULAR, SPOT


class Clause(NamedTuple):
    """How often a field is stated, and how."""

    chance: float
    phrases: tuple[str, ...]


def _c(chance: float, phrases: str) -> Clause:
    return Clause(chance, tuple(phrases.split("|")))


_SMOKING: Final = _c(0.85, "敷地内禁煙|屋内禁煙|屋内禁煙（屋外に喫煙場所あり）")
_NO_FIXED: Final = _c(0.75, "なし|固定残業代はありません。")

CLAUSES: Final[Mapping[str, Mapping[str, Clause]]] = {
    SPOT: {
        "background": _c(
            0.5,
            "常勤医の休みのため|常勤医の学会出席のため|医師の退職に伴い|欠員が出たため"
            "|体制を手厚くするため",
        ),
        "fixed_overtime": _NO_FIXED,
        "payment": _c(
            0.7,
            "翌月25日に振込|翌月末に振込|当月末締め、翌月15日に振込|勤務日に手渡し|翌月10日に振込",
        ),
        "trial_period": _c(0.7, "なし|ありません。"),
        "place_change": _c(0.8, "変更なし|なし"),
        "duty_change": _c(0.8, "変更なし|なし"),
        "insurance": _c(0.8, "労災保険|労災保険（ほかは対象外）|労災保険に加入します。"),
        "smoking": _SMOKING,
        "belongings": _c(
            0.75,
            "医師免許証の写し、保険医登録票の写し、印鑑|医師免許証と保険医登録票の写し、白衣"
            "|医師免許証の写し、身分証、口座のわかるもの",
        ),
    },
    REGULAR: {
        "background": _c(
            0.55,
            "担当医の退職に伴い|患者数の増加のため|診療枠を増やすため|担当医の異動のため"
            "|曜日の担当が空くため",
        ),
        "holidays": _c(
            0.6,
            "年次有給休暇は勤務日数に応じて付与|年末年始、夏季は休み|有給休暇あり（法定どおり）",
        ),
        "closed_days": _c(
            0.45,
            "休診日は勤務も給与もありません。|祝日は休診（給与なし）"
            "|振替をお願いすることがあります。",
        ),
        "substitute": _c(
            0.4,
            "{2-4}週間前までに連絡をください。|代診は施設で手配します。|お休みは1か月前までに相談",
        ),
        "fixed_overtime": _NO_FIXED,
        "payment": _c(
            0.65, "翌月25日に振込|当月末締め、翌月15日に振込|当月25日に振込|翌月末に振込"
        ),
        "trial_period": _c(0.7, "なし|3か月（条件は同じ）|1か月（条件は同じ）"),
        "place_change": _c(0.75, "変更なし|法人内の施設（同意を得たうえで）"),
        "duty_change": _c(0.75, "変更なし|診療に関わる業務の範囲"),
        "insurance": _c(
            0.75,
            "労災保険（ほかは勤務時間による）|労災保険"
            "|労災保険。週20時間以上の方は雇用保険・健康保険・厚生年金",
        ),
        "smoking": _SMOKING,
        "belongings": _c(0.4, "医師免許証の写し、保険医登録票の写し|白衣、印鑑、通帳の写し"),
        "documents": _c(
            0.5, "履歴書、医師免許証の写し、保険医登録票の写し|履歴書（書式自由）、医師免許証の写し"
        ),
        "selection": _c(
            0.45, "面談のうえ決定|書類のあと面談1回|面談1回、1週間以内にお返事します。"
        ),
        "interview": _c(0.45, "1回（オンライン可）|1回、30分ほど|初回勤務の前に1回"),
        "visit": _c(0.4, "可|歓迎します。日時はご相談ください。"),
        "start": _c(0.6, "すぐに、または相談|来月から|時期は相談|入職日はご相談に応じます。"),
    },
    FULLTIME: {
        "background": _c(
            0.6, "増員のため|定年退職の後任|体制を強化するため|欠員の補充|診療枠の拡大に伴い"
        ),
        "fixed_overtime": _c(0.6, "なし|固定残業代はありません。"),
        "raise": _c(0.5, "年1回|評価により年1回|なし"),
        "payment": _c(0.4, "毎月25日に振込|当月末締め、翌月15日に振込"),
        "trial_period": _c(0.8, "3か月（条件は同じ）|6か月（条件は同じ）|なし"),
        "place_change": _c(0.75, "変更なし|法人の定める施設|法人内の施設（同意を得たうえで）"),
        "duty_change": _c(0.75, "変更なし|法人の定める業務|診療に関わる業務の範囲"),
        "insurance": _c(
            0.85,
            "健康保険、厚生年金、雇用保険、労災保険|社会保険完備"
            "|健康保険（協会けんぽ）、厚生年金、雇用、労災",
        ),
        "smoking": _SMOKING,
        "conference": _c(
            0.5, "年{1-3}回まで旅費を支給|年{5-20/5}万円まで補助|出張扱い（年{1-2}回）"
        ),
        "documents": _c(
            0.6, "履歴書、職務経歴書、医師免許証の写し|履歴書、医師免許証の写し、専門医認定証の写し"
        ),
        "selection": _c(
            0.55,
            "書類選考のあと面談{1-2}回|見学と面談のうえ決定|面談1回、2週間以内にお返事します。",
        ),
        "interview": _c(0.5, "{1-2}回（初回はオンライン可）|院長・事務長と1回"),
        "visit": _c(
            0.6, "可|歓迎します。平日・土曜ともご案内できます。|随時。昼食をご用意します。"
        ),
    },
}
"""Kind of posting → field → clause."""

DEALS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    SPOT: (
        ("勤務日のみ", "更新なし"),
        ("1日ごとの契約", "更新なし"),
        ("勤務日のみ", "更新はありません。"),
    ),
    REGULAR: (
        ("1年ごとに更新", "勤務状況により更新、上限なし"),
        ("6か月ごとに更新", "双方の合意により更新、上限なし"),
        ("年度末まで", "勤務状況と診療枠により更新、通算5年まで"),
        ("1年", "患者数と勤務状況により更新、上限なし"),
    ),
    FULLTIME: (
        ("期間の定めなし", "期間の定めがないため、更新はありません。"),
        ("期間の定めなし", ""),
        ("期間の定めなし（試用期間のあと）", ""),
    ),
}
"""Kind → pairs of contract period and renewal, which must fit each other."""
UNIVERSITY_DEALS: Final = (("1年ごとに更新", "業績と勤務状況により更新、通算{3-5}年まで"),)

RETIREMENT: Final = (
    ("65歳、70歳まで再雇用あり", "定年の65歳未満の方"),
    ("65歳、再雇用あり", "定年の65歳未満の方"),
    ("60歳、65歳まで再雇用あり", "定年の60歳未満の方"),
    ("70歳", "定年の70歳未満の方"),
)
"""Pairs of retirement age and the age condition that goes with it."""

NOVICE: Final = (
    "経験は問いません。はじめに手順をお伝えします。",
    "未経験の方には、初日に説明の時間を取ります。",
)
NOVICE_FULLTIME: Final = (
    "経験は問いません。入職後に研修があります。",
    "未経験の方には、指導医がつきます。",
)
ANYONE: Final = (
    "科目を問いません。",
    "科目・専門は問いません。臨床研修を修了された方",
    "初期研修を修了された方",
)


class Benefit(NamedTuple):
    """A benefit: its flag, its field ("" if none) and where it is found.

    ``asks`` names a further condition, see `terms`.
    """

    flag: str
    code: str
    phrases: tuple[str, ...]
    kinds: tuple[str, ...]
    chance: float
    asks: str = ""


def _b(flag: str, code: str, phrases: str, kinds: str, chance: float, asks: str = "") -> Benefit:
    return Benefit(flag, code, tuple(phrases.split("|")), tuple(kinds.split()), chance, asks)


BENEFITS: Final = (
    _b(
        "nursery",
        "nursery",
        "院内保育あり|院内保育所（病児は応相談）|提携の保育園あり",
        "regular fulltime",
        0.3,
        "hospital",
    ),
    _b(
        "meal",
        "meals",
        "検食あり（夕・朝）|夕食と朝食つき|食事あり（無料）",
        "spot regular",
        0.6,
        "night",
    ),
    _b(
        "housing",
        "housing",
        "医師住宅あり|住宅手当 月{3-8}万円|借上げ住宅、引越し費用の補助あり",
        "fulltime",
        0.4,
        "hospital",
    ),
    _b(
        "retirement-pay",
        "retirement_pay",
        "勤続{2-3}年以上で支給|あり（規程による）",
        "fulltime",
        0.4,
    ),
    _b(
        "research-day",
        "research_day",
        "週1日|週1日（外勤も可）|週0.5日",
        "fulltime",
        0.35,
        "research",
    ),
    _b("trial", "trial_work", "スポットで1回から可|見学を兼ねて1回から可", "regular", 0.12),
    _b("trial", "trial_work", "スポットで1回から可|非常勤で1日から試せます。", "fulltime", 0.2),
    _b("shuttle", "", "", "spot regular", 0.35, "remote"),
    _b("shuttle", "", "", "spot regular", 0.8, "round"),
    _b("lodging", "", "", "spot regular", 0.3, "remote"),
    _b("by-car", "", "", "spot regular fulltime", 0.75, "remote"),
    _b("by-car", "", "", "spot regular fulltime", 0.4, "suburb"),
    _b("near-station", "", "", "spot regular fulltime", 0.85, "station"),
    _b("same-day", "", "", "spot", 0.5, "urgent"),
    _b("four-days", "", "", "fulltime", 0.9, "four"),
    _b("weekends-off", "", "", "fulltime", 0.8, "weekends"),
    _b("short-hours", "", "", "fulltime", 0.1, "clinic"),
)
