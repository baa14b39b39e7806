"""The words of a posting, field by field, in agreement with its facts and flags."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from funade.core.demo.benefits import benefits
from funade.core.demo.clauses import (
    ANYONE,
    CLAUSES,
    DEALS,
    NOVICE,
    NOVICE_FULLTIME,
    RETIREMENT,
    UNIVERSITY_DEALS,
)
from funade.core.demo.codes import departments
from funade.core.demo.dice import pick, rounded, say
from funade.core.demo.scenes import SCENES
from funade.core.demo.sketch import Sketch
from funade.core.masters.departments import ANY_DEPARTMENT
from funade.core.masters.pay import PER_YEAR
from funade.core.masters.work import FULLTIME, REGULAR, SPOT
from funade.core.terms.fields import fields_for

_ORDER: Final = {
    kind: {field.code: at for at, field in enumerate(fields_for(kind))}
    for kind in (SPOT, REGULAR, FULLTIME)
}
_SCENE_CHANCES: Final = {
    "work": 0.92,
    "patients": 0.7,
    "ambulances": 0.75,
    "calls": 0.8,
    "visits": 0.85,
    "procedures": 0.75,
    "equipment": 0.5,
    "requirements": 0.75,
}
_OFFICE_SLOTS: Final = frozenset({"day", "am", "pm", "evening"})
_NOT_ON_DUTY: Final = frozenset({"closed_days", "holidays"})
"""Fields that make no sense where nights and days off are the work."""
_SPANS: Final = {"am": ("午前に", 1.0), "pm": ("午後に", 1.0), "evening": ("夜診で", 0.8)}
_WHOLE_DAY: Final = ("1日", 2.0)

# What a title promises, the text must keep: word in the title → word in the phrase.
_ECHOES: Final = {
    "施設中心": "施設中心",
    "居宅中心": "居宅",
    "運転手同行": "看護師と運転手",
    "2診": "2診",
    "再診中心": "再診",
    "鎮静": "鎮静可",
    "2名体制": "研修医",
    "標榜": "標榜",
}

# Patients in the same time, against 内科.
_CROWDS: Final = dict(
    zip(
        departments("皮膚科 耳鼻咽喉科 整形外科 小児科 精神科 心療内科"),
        (1.7, 1.9, 1.5, 1.3, 0.6, 0.6),
        strict=True,
    )
)
_WITHOUT_XRAY: Final = frozenset(departments("皮膚科 精神科 心療内科 婦人科 産婦人科 耳鼻咽喉科"))

_BANNED_AT: Final = {
    "university": ("紙カルテ", "近隣に依頼", "CTは院内"),
    "acute-large": ("紙カルテ", "近隣に依頼", "CTは院内"),
    "acute": ("紙カルテ",),
}
"""Words of small houses that a large one would not say."""


@cache
def _phrases(scene: str) -> Mapping[str, tuple[str, ...]]:
    return SCENES[scene].phrases()


@cache
def _fitting(
    phrases: tuple[str, ...], wanted: str, banned: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The phrases with the wanted word, if any has it, and without the banned ones."""
    fit = tuple(p for p in phrases if wanted in p) or phrases
    return tuple(p for p in fit if not any(word in p for word in banned))


def write_terms(sketch: Sketch) -> dict[str, str]:
    """All fields stated, in the order of `terms.fields`."""
    given = benefits(sketch)  # first: the other words follow the flags it throws
    words = {
        **_clauses(sketch),
        **_new_house(sketch),
        **_deal(sketch),
        **_scene(sketch),
        **_facts(sketch),
        **given,
        **_requirements(sketch),
    }
    order = _ORDER[sketch.kind]
    return {code: words[code] for code in sorted(words, key=order.__getitem__) if words[code]}


def _clauses(sketch: Sketch) -> dict[str, str]:
    rng = sketch.rng
    on_duty = sketch.slot not in _OFFICE_SLOTS
    return {
        code: say(rng, pick(rng, clause.phrases))
        for code, clause in CLAUSES[sketch.kind].items()
        if rng.random() < clause.chance and not (on_duty and code in _NOT_ON_DUTY)
    }


def _new_house(sketch: Sketch) -> dict[str, str]:
    """Whoever builds something up follows nobody."""
    return {"background": "新規開設のため"} if "新規開院" in sketch.title else {}


def _deal(sketch: Sketch) -> dict[str, str]:
    rng = sketch.rng
    of_university = sketch.kind == FULLTIME and sketch.site.profile == "university"
    deals = UNIVERSITY_DEALS if of_university else DEALS[sketch.kind]
    period, renewal = pick(rng, deals)
    return {
        "contract_period": period if sketch.chance(0.85) else "",
        "renewal": say(rng, renewal) if sketch.chance(0.75) else "",
    }


def _scene(sketch: Sketch) -> dict[str, str]:
    rng = sketch.rng
    span, scale = _SPANS.get(sketch.slot, _WHOLE_DAY)
    scale *= _CROWDS.get(sketch.department, 1.0)
    echo = next((kept for word, kept in _ECHOES.items() if word in sketch.title), "")
    banned = _banned(sketch)
    found = {}
    for code, phrases in _phrases(sketch.recipe.scene).items():
        if code != "requirements" and rng.random() < _SCENE_CHANCES[code]:
            fit = _fitting(phrases, echo, banned)
            if fit:
                found[code] = say(rng, pick(rng, fit), scale).replace("{span}", span)
                if "{inpatients}" in found[code]:
                    found[code] = found[code].replace("{inpatients}", _inpatients_of(sketch))
    return found


def _banned(sketch: Sketch) -> tuple[str, ...]:
    """Words that this posting's facts rule out."""
    return (
        *(("1診",) if "team" in sketch.flags else ()),
        *(("2診",) if sketch.recipe.key == "outpatient-cover" else ()),
        *(("レントゲン",) if sketch.department in _WITHOUT_XRAY else ()),
        *(("手のあく時間に病棟",) if "ward" not in sketch.duties else ()),
        *(("1日", "開院して") if "新規開院" in sketch.title else ()),
        *_BANNED_AT.get(sketch.site.profile, ()),
    )


def _inpatients_of(sketch: Sketch) -> str:
    """About four fifths of the beds, or the wards that one duty covers in a large hospital."""
    return str(min(180, rounded((sketch.site.draft.beds or 60) * 0.8, 5)))


def _requirements(sketch: Sketch) -> dict[str, str]:
    """Experience asked for: none where beginners are welcome, no board where none is needed."""
    rng = sketch.rng
    if not sketch.chance(_SCENE_CHANCES["requirements"]):
        return {}
    if "novice" in sketch.flags:
        welcome = NOVICE_FULLTIME if sketch.kind == FULLTIME else NOVICE
        return {"requirements": pick(rng, welcome)}
    if sketch.department == ANY_DEPARTMENT and "industrial" not in sketch.recipe.key:
        return {"requirements": pick(rng, ANYONE)}
    phrases = _phrases(sketch.recipe.scene).get("requirements", ())
    banned = ("専門医", "未経験") if "no-board" in sketch.flags else ("未経験",)
    fit = _fitting(phrases, "", banned)
    return {"requirements": say(rng, pick(rng, fit))} if fit else {}


# Fields that are read off the facts: each writer gives the words, or "".


def _breaks(sketch: Sketch) -> str:
    if sketch.slot in ("am", "pm", "evening"):
        return "なし"
    return f"{sketch.hours.breaks}分" if sketch.hours.breaks else "待機中に適宜"


def _overtime(sketch: Sketch) -> str:
    if "no-overtime" in sketch.flags:
        return pick(sketch.rng, ("なし", "ありません。", "原則なし"))
    if sketch.kind == FULLTIME:
        busy = sketch.site.profile in _BUSY and sketch.recipe.nights[1] >= 3
        return say(sketch.rng, "月{20-45/5}時間程度" if busy else "月{5-15/5}時間程度")
    return pick(
        sketch.rng, ("ほとんどありません。", "延長は15分単位で支給", "延長は30分単位で支給")
    )


_BUSY: Final = frozenset({"university", "acute", "acute-large"})


def _recruiter(sketch: Sketch) -> str:
    if sketch.hidden:
        return "応募のあと、法人名をお知らせします。"
    return sketch.site.draft.operator


def _incentives(sketch: Sketch) -> str:
    if sketch.extras:
        return "、".join(f"{x.label} {x.per}につき{x.amount:,}円" for x in sketch.extras)
    return "なし" if sketch.kind != SPOT and sketch.chance(0.3) else ""


def _workdays(sketch: Sketch) -> str:
    if sketch.kind == FULLTIME:
        extra = "（研究日を含む）" if "research-day" in sketch.flags else ""
        return f"週{sketch.week_days:g}日{extra}"
    if sketch.cadence == "monthly":
        return "月1回"
    if sketch.cadence != "weekly":
        return ""
    choice = len(sketch.openings[0]) > 1
    return "週1〜2日（曜日は相談）" if choice else f"週{len(sketch.openings)}日"


def _holidays(sketch: Sketch) -> str:
    off = "土曜、日曜、祝日" if sketch.openings[0][-1] == "fri" else "日曜、祝日ほか"
    return off + pick(
        sketch.rng, ("、年末年始、夏季", "、年末年始、夏季5日", "、年末年始、有給休暇")
    )


def _night_count(sketch: Sketch) -> str:
    if not sketch.nights:
        return "なし"
    return (
        f"月{sketch.nights}回（宿直明けは午前で退勤）"
        if sketch.chance(0.2)
        else f"月{sketch.nights}回"
    )


def _oncall_count(sketch: Sketch) -> str:
    if "no-oncall" in sketch.flags or sketch.site.profile in _NO_ONCALL:
        return "なし"
    own = SCENES[sketch.recipe.scene].oncall
    return say(sketch.rng, pick(sketch.rng, own.split("|")) if own else "月{2-8}回ほど")


_NO_ONCALL: Final = frozenset(
    {"clinic", "beauty-clinic", "checkup-center", "company", "blood-center"}
)


def _allowances(sketch: Sketch) -> str:
    if sketch.nights:
        return say(sketch.rng, "当直手当 1回{3-6}万円、通勤手当")
    return pick(sketch.rng, ("通勤手当", "通勤手当、扶養手当")) if sketch.kind == FULLTIME else ""


def _bonus(sketch: Sketch) -> str:
    if sketch.basis == PER_YEAR:
        return pick(sketch.rng, ("年俸に含む", "年俸に含みます。", "業績により別途支給"))
    return say(sketch.rng, "年2回（計{2-4}か月）")


def _staffing(sketch: Sketch) -> str:
    if sketch.site.profile not in _WITH_STAFF:
        return ""
    large = (sketch.site.draft.beds or 0) >= _LARGE_BEDS
    few = "常勤医{1-2}名、非常勤{1-4}名"
    return say(sketch.rng, "常勤医{3-9}名" if large or "team" in sketch.flags else few)


_LARGE_BEDS: Final = 200


_WITH_STAFF: Final = frozenset(
    {"university", "acute", "acute-large", "caremix", "longterm", "psychiatric", "rehab"}
    | {"clinic", "bed-clinic", "home-clinic"}
)


def _outpatient_units(sketch: Sketch) -> str:
    if "outpatient" not in sketch.duties:
        return ""
    return say(sketch.rng, "週{8-10}コマ" if sketch.site.profile == "clinic" else "週{2-5}コマ")


def _inpatients(sketch: Sketch) -> str:
    return (
        say(sketch.rng, "{6-15}名程度")
        if "outpatient" in sketch.duties and "ward" in sketch.duties
        else ""
    )


def _training(sketch: Sketch) -> str:
    name = sketch.department_name
    return f"{name}の専門研修施設" if "board-eligible" in sketch.flags and name else ""


def _start(sketch: Sketch) -> str:
    if sketch.kind != FULLTIME:
        return ""
    year = sketch.on.year + (sketch.on.month >= 3)
    return pick(
        sketch.rng,
        (f"{year}年4月1日以降（相談可）", "時期は相談", "すぐに、または相談", f"{year}年4月から"),
    )


type Writer = Callable[[Sketch], str]
_FACTS: Final[Mapping[str, tuple[tuple[str, float, Writer], ...]]] = {
    SPOT: (
        ("breaks", 0.75, _breaks),
        ("overtime", 0.7, _overtime),
        ("recruiter", 0.85, _recruiter),
        ("incentives", 0.9, _incentives),
    ),
    REGULAR: (
        ("breaks", 0.8, _breaks),
        ("overtime", 0.75, _overtime),
        ("recruiter", 0.85, _recruiter),
        ("incentives", 0.9, _incentives),
        ("workdays", 0.8, _workdays),
        ("staffing", 0.4, _staffing),
    ),
    FULLTIME: (
        ("breaks", 0.85, _breaks),
        ("overtime", 0.8, _overtime),
        ("recruiter", 0.85, _recruiter),
        ("incentives", 0.6, _incentives),
        ("workdays", 0.9, _workdays),
        ("holidays", 0.9, _holidays),
        ("night_count", 0.85, _night_count),
        ("oncall_count", 0.65, _oncall_count),
        ("allowances", 0.6, _allowances),
        ("bonus", 0.55, _bonus),
        ("staffing", 0.65, _staffing),
        ("outpatient_units", 0.6, _outpatient_units),
        ("inpatients", 0.6, _inpatients),
        ("training", 0.9, _training),
        ("start", 0.7, _start),
    ),
}
"""Kind → (field, how often it is stated, who writes it)."""


def _facts(sketch: Sketch) -> dict[str, str]:
    rng = sketch.rng
    found = {
        code: write(sketch) for code, chance, write in _FACTS[sketch.kind] if rng.random() < chance
    }
    if sketch.kind == FULLTIME and sketch.chance(0.6):
        retirement, age = pick(rng, RETIREMENT)
        found["retirement_age"] = retirement
        if "senior" not in sketch.flags and sketch.chance(0.5):
            found["age"] = age
    return found
