"""How each section of the profile is asked: one page, one question, in the words of the page."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from funade.core.kernel.calendar import format_minute
from funade.core.masters.choice import Choice
from funade.core.masters.person import CALL_DAYS, COMMUTES, LANGUAGES, SEXES
from funade.core.masters.qualifications import QUALIFICATIONS
from funade.core.masters.skills import SKILLS
from funade.core.profile.sections import OWN_DEPARTMENTS


class Kind(StrEnum):
    """What a field looks like."""

    TEXT = "text"
    RADIO = "radio"
    TICK = "tick"
    TICKS = "ticks"
    SELECT = "select"
    LEVELS = "levels"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; ``name`` is what `core.profile.sections` reads."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    autocomplete: str = "off"
    inputmode: str = "text"
    short: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One page. ``search`` labels the box that narrows a long list; "" for none."""

    heading: str
    lead: str
    fields: tuple[Field, ...]
    search: str = ""


_DAY_HINT: Final = "例: 2010/4/20、平成22年4月20日、H22.4.20"
_HOURS: Final = tuple(
    Choice(str(minute), format_minute(minute)) for minute in range(6 * 60, 24 * 60 + 1, 60)
)
_YES_NO: Final = (Choice("yes", "受けてもよい"), Choice("no", "受けない"))

QUESTIONS: Final = {
    "name": Question(
        "お名前を教えてください",
        "免許証に書かれているとおりに入力してください。読みは漢字から推測しません。",
        (
            Field("surname", "姓", autocomplete="family-name"),
            Field("given_name", "名", autocomplete="given-name"),
            Field("surname_kana", "セイ", hint="ひらがな・半角カナでも入力できます。"),
            Field("given_name_kana", "メイ"),
        ),
    ),
    "number": Question(
        "医籍の登録番号と登録年月日を教えてください",
        "医師免許証の「第…号」と、その日付です。",
        (
            Field(
                "licence_number", "医籍登録番号", hint="数字だけ", inputmode="numeric", short=True
            ),
            Field("licensed_on", "登録年月日", hint=_DAY_HINT),
        ),
    ),
    "birth": Question(
        "生年月日と性別を教えてください",
        "施設が医師等資格確認検索を使うときに要る項目です。ほかには使いません。年齢は計算も表示もしません。",
        (
            Field("born_on", "生年月日", hint=_DAY_HINT, autocomplete="bday"),
            Field(
                "sex", "性別", Kind.RADIO, "資格の確認にだけ使います。", tuple(SEXES), optional=True
            ),
        ),
    ),
    "school": Question(
        "出身大学と卒業年を教えてください",
        "",
        (
            Field("university", "大学", hint="例: 船出医科大学"),
            Field("graduation_year", "卒業年", hint="例: 2010、平成22年", short=True),
        ),
    ),
    "fields": Question(
        "診療科を教えてください",
        "診ている科をすべて選んでください。",
        (Field("departments", "診療科", Kind.TICKS, choices=tuple(OWN_DEPARTMENTS)),),
        search="診療科をさがす",
    ),
    "titles": Question(
        "お持ちの資格を教えてください",
        "ないときは、選ばずに保存してください。",
        (Field("qualifications", "資格", Kind.TICKS, choices=tuple(QUALIFICATIONS)),),
        search="資格をさがす",
    ),
    "skills": Question(
        "手技を教えてください",
        "当てはまるものだけ選んでください。ないときは、選ばずに保存してください。",
        (Field("skills", "手技", Kind.LEVELS, choices=tuple(SKILLS)),),
        search="手技をさがす",
    ),
    "languages": Question(
        "診療に使える言語を教えてください",
        "",
        (Field("languages", "言語", Kind.TICKS, choices=tuple(LANGUAGES)),),
    ),
    "home": Question(
        "どこから通いますか",
        "郵便番号か市区町村名だけで足ります。番地はお預かりしません。",
        (
            Field(
                "home",
                "郵便番号または市区町村",
                hint="例: 113-0033、東京都府中市",
                autocomplete="postal-code",
            ),
        ),
    ),
    "travel": Question(
        "通勤に使えるものを教えてください",
        "",
        (Field("commutes", "通勤手段", Kind.TICKS, choices=tuple(COMMUTES)),),
    ),
    "phone": Question(
        "ご自身の電話番号を教えてください",
        "勤務先の番号は登録できません。電話を受けるかどうかは、次の「電話を受ける時間」で決められます。",
        (
            Field(
                "phone",
                "電話番号",
                hint="例: 090-1234-5678",
                autocomplete="tel",
                inputmode="tel",
            ),
            Field("phone_is_private", "勤務先の番号ではありません", Kind.TICK),
        ),
    ),
    "calls": Question(
        "電話を受けてもよい時間を教えてください",
        "同意がなければ、番号はだれにも見せません。いつでも変えられます。",
        (
            Field("call_agreed_on", "電話を受けますか", Kind.RADIO, choices=_YES_NO),
            Field("call_days", "受ける日", Kind.TICKS, choices=tuple(CALL_DAYS)),
            Field("call_from", "何時から", Kind.SELECT, choices=_HOURS, short=True),
            Field("call_until", "何時まで", Kind.SELECT, choices=_HOURS, short=True),
        ),
    ),
}
