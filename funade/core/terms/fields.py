"""求人票の項目: every field a posting can state in words, once, in the order pages show them.

The detail page, the comparison, the import template and the facility's form all follow this
table. A field that is not stated is shown as 記載なし; `law` names the rule that demands it
(職業安定法5条の3・同施行規則4条の2, as of 2024-04-01; the three items of 2024 are marked).
Typed facts (place, pay, hours, department, …) are not here: they have columns of their own.
"""

from dataclasses import dataclass
from typing import Final

from funade.core.masters.work import FULLTIME, REGULAR, SPOT

ALL: Final = (SPOT, REGULAR, FULLTIME)
RECURRING: Final = (REGULAR, FULLTIME)

STATEMENT_RULE: Final = "職業安定法5条の3・同施行規則4条の2"
STATEMENT_RULE_2024: Final = "職業安定法施行規則4条の2（2024年4月1日施行）"

WORK: Final = "仕事の内容"
TIME: Final = "時間と休み"
MONEY: Final = "お金"
CONTRACT: Final = "契約"
LIFE: Final = "待遇と環境"
APPLY: Final = "応募"


@dataclass(frozen=True, slots=True)
class TermField:
    """One field in words. ``example`` stands in the import template."""

    code: str
    label: str
    section: str
    kinds: tuple[str, ...] = ALL
    law: str = ""
    example: str = ""


def _t(
    section: str,
    code: str,
    label: str,
    example: str,
    kinds: tuple[str, ...] = ALL,
    law: str = "",
) -> TermField:
    return TermField(code, label, section, kinds, law, example)


TERM_FIELDS: Final = (
    _t(WORK, "background", "募集背景", "常勤医の産休のため"),
    _t(WORK, "work", "業務内容の詳細", "一般外来。1診制、看護師2名", law=STATEMENT_RULE),
    _t(WORK, "patients", "患者数の目安", "外来30名程度"),
    _t(WORK, "ambulances", "救急車の台数", "当直帯に平均2台"),
    _t(WORK, "calls", "夜間の呼び出し", "平均1回以下"),
    _t(WORK, "visits", "訪問件数・同行者", "1日8件、看護師と運転手が同行"),
    _t(WORK, "procedures", "手術・検査の件数", "上部内視鏡 1日6件"),
    _t(WORK, "staffing", "診療科の人員体制", "常勤医4名", RECURRING),
    _t(WORK, "outpatient_units", "外来のコマ数", "週4コマ", (FULLTIME,)),
    _t(WORK, "inpatients", "受持患者数", "10名程度", (FULLTIME,)),
    _t(WORK, "equipment", "設備・電子カルテ", "電子カルテ、CT、エコー"),
    _t(WORK, "requirements", "経験・資格", "臨床経験3年以上"),
    _t(TIME, "workdays", "勤務日数", "週4日（研究日1日）", RECURRING, STATEMENT_RULE),
    _t(TIME, "breaks", "休憩", "60分", law=STATEMENT_RULE),
    _t(TIME, "overtime", "所定外労働", "月10時間程度", law=STATEMENT_RULE),
    _t(TIME, "holidays", "休日・休暇", "日曜、祝日、年末年始", RECURRING, STATEMENT_RULE),
    _t(TIME, "research_day", "研究日", "週1日", (FULLTIME,)),
    _t(TIME, "night_count", "当直の回数", "月2回", (FULLTIME,)),
    _t(TIME, "oncall_count", "オンコールの頻度", "月5回", (FULLTIME,)),
    _t(TIME, "closed_days", "休診日の扱い", "祝日は休診、給与なし", (REGULAR,)),
    _t(TIME, "substitute", "代診のきまり", "2週間前までに連絡", (REGULAR,)),
    _t(MONEY, "allowances", "手当", "当直手当 1回4万円", RECURRING),
    _t(MONEY, "incentives", "インセンティブ", "書類1通1,000円"),
    _t(MONEY, "fixed_overtime", "固定残業代", "なし", law=STATEMENT_RULE),
    _t(MONEY, "bonus", "賞与", "年俸に含む", (FULLTIME,)),
    _t(MONEY, "raise", "昇給", "年1回", (FULLTIME,)),
    _t(MONEY, "retirement_pay", "退職金", "勤続3年以上で支給", (FULLTIME,)),
    _t(MONEY, "payment", "支払日・方法", "翌月25日に振込"),
    _t(CONTRACT, "contract_period", "契約期間", "1年ごとに更新", law=STATEMENT_RULE),
    _t(
        CONTRACT,
        "renewal",
        "更新の基準と上限",
        "勤務状況により更新、上限なし",
        law=STATEMENT_RULE_2024,
    ),
    _t(CONTRACT, "trial_period", "試用期間", "3か月（条件は同じ）", law=STATEMENT_RULE),
    _t(CONTRACT, "place_change", "就業場所の変更の範囲", "変更なし", law=STATEMENT_RULE_2024),
    _t(CONTRACT, "duty_change", "業務の変更の範囲", "変更なし", law=STATEMENT_RULE_2024),
    _t(CONTRACT, "insurance", "社会保険・労働保険", "労災保険", law=STATEMENT_RULE),
    _t(CONTRACT, "smoking", "受動喫煙防止措置", "敷地内禁煙", law=STATEMENT_RULE),
    _t(CONTRACT, "recruiter", "募集者", "医療法人の名称", law=STATEMENT_RULE),
    _t(CONTRACT, "retirement_age", "定年と再雇用", "65歳、再雇用あり", (FULLTIME,)),
    _t(LIFE, "housing", "住宅・引越し", "医師住宅あり", (FULLTIME,)),
    _t(LIFE, "nursery", "保育", "院内保育あり", RECURRING),
    _t(LIFE, "conference", "学会補助", "年2回まで旅費支給", (FULLTIME,)),
    _t(LIFE, "training", "専門医研修施設", "内科専門研修連携施設", (FULLTIME,)),
    _t(LIFE, "meals", "食事", "検食あり"),
    _t(APPLY, "start", "開始・着任の時期", "2027年4月1日以降（相談可）", RECURRING),
    _t(APPLY, "age", "年齢の条件", "定年65歳未満", (FULLTIME,)),
    _t(APPLY, "belongings", "持ち物", "医師免許証の写し、保険医登録票の写し、印鑑"),
    _t(APPLY, "documents", "応募書類", "履歴書、医師免許証の写し", RECURRING),
    _t(APPLY, "selection", "選考の手順", "書類選考のあと面談1回", RECURRING),
    _t(APPLY, "interview", "面談", "1回（オンライン可）", RECURRING),
    _t(APPLY, "visit", "見学", "可", RECURRING),
    _t(APPLY, "trial_work", "お試し勤務", "スポットで1回から可", RECURRING),
)

BY_CODE: Final = {field.code: field for field in TERM_FIELDS}


def fields_for(kind: str) -> tuple[TermField, ...]:
    """The fields that a posting of this kind shows, in order."""
    return tuple(field for field in TERM_FIELDS if kind in field.kinds)


def required_by_law(kind: str) -> tuple[TermField, ...]:
    """The fields the law demands of a posting of this kind."""
    return tuple(field for field in fields_for(kind) if field.law)
