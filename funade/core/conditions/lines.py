"""The lines of the conditions sheet, once: how each is asked, searched for and judged.

The first seven are those of the article every physician starts from: 週の勤務時間, 当直,
オンコール, 年収, 通勤, 専門性, 雰囲気. A line is data; `answers`, `ask` and `judge` read it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from funade.core.masters.areas import PREFECTURES, REGIONS, place_name
from funade.core.masters.choice import Choice, Master
from funade.core.masters.facility import UNKNOWN
from funade.core.masters.work import FULLTIME, KINDS, REGULAR, SPOT
from funade.core.search.vocabulary import MASTERS

EVERY: Final = (SPOT, REGULAR, FULLTIME)
RECURRING: Final = (REGULAR, FULLTIME)
SHIFTS: Final = (SPOT, REGULAR)


class Ask(StrEnum):
    """How a line is answered."""

    CHOICES = "choices"
    """Codes, any of which will do."""
    YEN = "yen"
    """At least so many yen."""
    HOURS = "hours"
    """At most so many hours a week."""
    AROUND = "around"
    """A place code and kilometres."""
    WORDS = "words"
    """A few words; no posting can answer them, so the member judges by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the sheet."""

    code: str
    label: str
    question: str
    ask: Ask
    help: str = ""
    kinds: tuple[str, ...] = EVERY
    """The 働き方 it means something for."""
    facet: str = ""
    """For `Ask.CHOICES`: a facet of `Query`, or ``kind``. For `Ask.YEN`: ``pay`` or ``hourly``."""
    offered: tuple[str, ...] = ()
    """The codes to choose from; all of the facet's when empty."""
    term: str = ""
    """A field of `terms.fields` whose words bear on it."""
    absence_is_good: bool = False
    """Whether 「なし」 in those words is what is wanted."""

    @property
    def searched(self) -> bool:
        """Whether a search can ask for it."""
        return self.ask in (Ask.CHOICES, Ask.YEN, Ask.AROUND) and self.facet != "kind"


def _choices(code: str, label: str, question: str, facet: str, **rest: Any) -> Line:
    return Line(code=code, label=label, question=question, ask=Ask.CHOICES, facet=facet, **rest)


LINES: Final = (
    Line(
        code="hours",
        label="週の勤務時間",
        question="週の勤務時間は、何時間までがよいですか",
        ask=Ask.HOURS,
        help="時間外を含めない、所定の時間です。例：40",
        kinds=(FULLTIME,),
    ),
    _choices(
        "night",
        "当直",
        "当直は、どれなら受けられますか",
        "flags",
        help="いくつでも選べます。どれかに当てはまれば、合うものとして数えます。",
        offered=("no-night", "sleeping-duty", "permitted-duty"),
        term="night_count",
        absence_is_good=True,
    ),
    _choices(
        "oncall",
        "オンコール",
        "オンコールはないほうがよいですか",
        "flags",
        offered=("no-oncall",),
        term="oncall_count",
        absence_is_good=True,
    ),
    Line(
        code="year",
        label="年収",
        question="年収は、いくらからがよいですか",
        ask=Ask.YEN,
        help="万円で入力します。例：1500",
        kinds=(FULLTIME,),
        facet="pay",
    ),
    Line(
        code="commute",
        label="通勤",
        question="どこから何km以内なら通えますか",
        ask=Ask.AROUND,
        help="市区町村の名前か郵便番号を入力します。例：世田谷区、113-8655。番地は要りません。",
        kinds=EVERY,
    ),
    _choices(
        "department",
        "診療科・専門性",
        "どの診療科で働きたいですか",
        "departments",
    ),
    Line(
        code="atmosphere",
        label="雰囲気",
        question="どんな雰囲気のところがよいですか",
        ask=Ask.WORDS,
        help="文書からはわからないので、見学や問い合わせのあとで、保存したものごとに自分で書きます。",
    ),
    _choices(
        "growth",
        "研修・専門医",
        "経験や資格について、望むことはありますか",
        "flags",
        offered=("board-eligible", "training", "procedure", "opening-support", "director"),
        term="training",
    ),
    _choices("area", "地域", "どの地域で働きたいですか", "areas"),
    _choices("duty", "業務内容", "どんな仕事をしたいですか", "duties"),
    _choices(
        "work",
        "勤務形態",
        "どの働き方がよいですか",
        "kind",
    ),
    _choices("slot", "時間帯", "どの時間帯がよいですか", "slots"),
    _choices("weekday", "曜日", "どの曜日がよいですか", "weekdays", kinds=SHIFTS),
    _choices("cadence", "周期", "どのくらいの間隔がよいですか", "cadences", kinds=(REGULAR,)),
    _choices(
        "emergency",
        "救急",
        "救急は、どこまで受けられますか",
        "emergency",
    ),
    Line(
        code="hourly",
        label="時給",
        question="時給換算で、いくらからがよいですか",
        ask=Ask.YEN,
        help="円で入力します。例：12000、1.2万",
        kinds=SHIFTS,
        facet="hourly",
    ),
    _choices(
        "rest",
        "休日・残業",
        "休みや残業について、望むことはありますか",
        "flags",
        kinds=RECURRING,
        offered=("weekends-off", "four-days", "no-overtime", "short-hours"),
        term="holidays",
    ),
    _choices(
        "research",
        "研究日",
        "研究日は必要ですか",
        "flags",
        kinds=(FULLTIME,),
        offered=("research-day",),
        term="research_day",
    ),
    _choices(
        "nursery",
        "託児",
        "託児所は必要ですか",
        "flags",
        kinds=RECURRING,
        offered=("nursery",),
        term="nursery",
    ),
    _choices(
        "housing",
        "住宅",
        "住宅の補助は必要ですか",
        "flags",
        kinds=(FULLTIME,),
        offered=("housing",),
        term="housing",
    ),
    Line(
        code="start",
        label="着任時期",
        question="いつから働きたいですか",
        ask=Ask.WORDS,
        help="例：2027年4月。記載の言葉と並べて見られます。合うかどうかは自分で書きます。",
        kinds=RECURRING,
        term="start",
    ),
    _choices("house", "施設の種類", "どんな施設がよいですか", "facility_kinds"),
    _choices(
        "level",
        "時間外の水準",
        "時間外の水準は、どれがよいですか",
        "overtime_levels",
        kinds=(FULLTIME,),
    ),
    _choices(
        "permit",
        "宿日直許可",
        "宿日直許可は、どれならよいですか",
        "permitted_duty",
        offered=("yes", "partial"),
    ),
    _choices(
        "team",
        "体制・経験",
        "体制や経験について、望むことはありますか",
        "flags",
        offered=(
            "team", "novice", "no-board", "early-career", "senior", "returner", "women-active",
        ),
    ),
    _choices(
        "access",
        "交通の便",
        "交通の便について、望むことはありますか",
        "flags",
        offered=("near-station", "by-car", "shuttle", "travel-paid", "lodging"),
    ),
)  # fmt: skip

BY_CODE: Final = {line.code: line for line in LINES}


def lines_for(kind: str) -> tuple[Line, ...]:
    """The lines that mean something for a kind of work."""
    return tuple(line for line in LINES if kind in line.kinds)


def offered(line: Line) -> list[tuple[str, list[Choice]]]:
    """What a line of choices offers, under headings ("" for none), in the masters' order."""
    if line.facet == "areas":
        return [
            (region.name, [region, *(p for p in PREFECTURES if p.group == region.code)])
            for region in REGIONS
        ]
    groups = [
        (heading, [it for it in choices if _is_offered(line, it.code)])
        for heading, choices in _master(line).groups()
    ]
    shown = [(heading, choices) for heading, choices in groups if choices]
    if len(shown) > 1 and not line.offered:
        return shown
    return [("", [choice for _, group in shown for choice in group])]


def can_choose(line: Line, code: str) -> bool:
    """Whether a code is one of those a line offers."""
    if line.facet == "areas":
        return REGIONS.get(code) is not None or PREFECTURES.get(code) is not None
    return code in _master(line) and _is_offered(line, code)


def name_of(line: Line, code: str) -> str:
    """The Japanese name of a code of a line."""
    return place_name(code) if line.facet == "areas" else _master(line).name(code)


def _is_offered(line: Line, code: str) -> bool:
    return code in line.offered if line.offered else code != UNKNOWN


def _master(line: Line) -> Master[Any]:
    return KINDS if line.facet == "kind" else MASTERS[line.facet]
