"""The columns of the import template, in order: reference, posting, opening, terms.

The template, its explanation, the importer and the export all follow these tables.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from funade.core.listings.columns import Column
from funade.core.listings.facility_columns import read_prefecture
from funade.core.listings.posting_values import (
    mixed_reader,
    read_bands,
    read_cadence,
    read_extras,
    read_weekdays,
)
from funade.core.listings.values import (
    choice_reader,
    choices_reader,
    number_reader,
    read_day,
    read_hours,
    read_minute,
    read_week_minutes,
    read_yen,
    read_yes,
    text_reader,
)
from funade.core.masters.areas import PREFECTURES
from funade.core.masters.choice import Choice, Master
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES
from funade.core.masters.facility import PERMITTED_DUTY
from funade.core.masters.flags import FLAGS
from funade.core.masters.pay import TRANSPORT
from funade.core.masters.work import CADENCES, KINDS, SLOTS, WEEKDAYS
from funade.core.terms.fields import TERM_FIELDS

TERM_PREFIX: Final = "terms."


def _names[C: Choice](master: Master[C]) -> tuple[str, ...]:
    return tuple(choice.name for choice in master)


def _pick[C: Choice](
    field: str, header: str, master: Master[C], example: str, note: str = ""
) -> Column:
    """A column for one word of a master."""
    return Column(
        field, header, choice_reader(master), help=note, example=example, choices=_names(master)
    )


def _date(field: str, header: str, note: str, example: str) -> Column:
    return Column(field, header, read_day, help=f"{note}和暦も書けます", example=example)


def _c(field: str, header: str, read: Callable[[str], Any], note: str, example: str) -> Column:
    return Column(field, header, read, help=note, example=example)


REFERENCE_COLUMNS: Final = (
    Column(
        "external_id",
        "求人番号",
        text_reader(100),
        ("求人ID",),
        "同じ番号の行は1つの求人の募集枠になります。もう一度取り込むと更新されます",
        "A-1001",
        required=True,
    ),
    _c(
        "facility_id", "施設ID", text_reader(12), "サイト上の施設のID。あれば施設名は要りません", ""
    ),
    _c("facility", "施設名", text_reader(200), "登録済みの施設の名称", "ふなで中央病院"),
    Column(
        "facility_prefecture",
        "都道府県",
        read_prefecture,
        help="同じ名称の施設を区別します",
        example="千葉県",
        choices=_names(PREFECTURES),
    ),
    _c("facility_address", "施設の所在地", text_reader(290), "都道府県でも区別できないとき", ""),
)

POSTING_COLUMNS: Final = (
    Column(
        "kind",
        "働き方",
        choice_reader(KINDS),
        ("求人種別",),
        example="スポット",
        required=True,
        choices=_names(KINDS),
    ),
    Column(
        "title",
        "見出し",
        text_reader(120),
        ("タイトル",),
        "120文字まで",
        "内科当直 土曜 18:00〜翌8:30",
        required=True,
    ),
    _c("name_hidden", "施設名を伏せる", read_yes, "はい・いいえ。空なら公開", "いいえ"),
    Column(
        "departments",
        "診療科",
        mixed_reader(DEPARTMENTS, DUTIES),
        ("募集科目", "科目"),
        "「、」で区切ります",
        "内科、総合診療科",
        choices=_names(DEPARTMENTS),
    ),
    Column(
        "duties",
        "業務内容",
        mixed_reader(DUTIES, DEPARTMENTS),
        help="「、」で区切ります",
        example="当直業務、病棟管理",
        choices=_names(DUTIES),
    ),
    Column(
        "flags",
        "こだわり条件",
        choices_reader(FLAGS),
        help="「、」で区切ります。書かない条件は「記載なし」になります",
        example="宿日直許可あり、寝当直",
        choices=_names(FLAGS),
    ),
    _pick("permitted_duty", "宿日直許可", PERMITTED_DUTY, "許可あり"),
    _c(
        "pay_bands",
        "給与",
        read_bands,
        "単位（時給・日給・1回・月給・年俸など）と金額。時間帯で変わるときは;で区切ります。"
        "「9:30-17:00 10,000円/時; 17:00-19:30 12,500円/時」",
        "1回 40,000円",
    ),
    _c("pay_extras", "追加の手当", read_extras, ";で区切ります", "救急車 5,000円/1台"),
    _c("pay_note", "給与の補足", text_reader(200), "非公開、市条例による、税別など", "税込"),
    _pick("transport", "交通費", TRANSPORT, "上限あり"),
    _c("transport_yen", "交通費の額", read_yen, "定額か上限の額", "5,000円"),
    _c("week_minutes", "週の勤務時間", read_week_minutes, "常勤・定期の1週間の時間", "32時間"),
    _date("published_on", "掲載日", "空なら取り込んだ日。", "2026/12/1"),
    _date("confirmed_on", "最終確認日", "施設に確かめた日。", "2026/12/1"),
    _date("expires_on", "掲載期限", "空なら最後の勤務日か90日後。", "2026/12/31"),
)

OPENING_COLUMNS: Final = (
    _pick("slot", "勤務区分", SLOTS, "当直（宿直）", "空なら「時間指定」"),
    _date("day", "勤務日", "スポットの日。", "2026/12/5"),
    Column(
        "weekdays",
        "曜日",
        read_weekdays,
        help="定期・常勤の曜日。「月〜金」も書けます",
        example="",
        choices=_names(WEEKDAYS),
    ),
    Column(
        "cadence",
        "周期",
        read_cadence,
        help="「第2・第4週」も書けます",
        example="",
        choices=_names(CADENCES),
    ),
    _c("hours", "勤務時間", read_hours, "翌日は「翌8:30」か「32:30」", "18:00〜翌8:30"),
    _c("starts", "開始時刻", read_minute, "勤務時間の代わりに", ""),
    _c("ends", "終了時刻", read_minute, "勤務時間の代わりに。翌日は「翌8:30」", ""),
    _c("breaks", "休憩時間", number_reader("分", 1_440), "分。書かなければ「記載なし」", "60"),
    _c("places", "募集人数", number_reader("名|人", 999), "空なら1", "1"),
    _c("places_left", "残り人数", number_reader("名|人", 999), "空なら募集人数", "1"),
)

TERM_COLUMNS: Final = tuple(
    Column(
        f"{TERM_PREFIX}{term.code}",
        term.label,
        text_reader(2_000),
        help="法律で示すべき項目です" if term.law else "",
        example=term.example,
    )
    for term in TERM_FIELDS
)

TEMPLATE_COLUMNS: Final[Sequence[Column]] = (
    *REFERENCE_COLUMNS,
    *POSTING_COLUMNS,
    *OPENING_COLUMNS,
    *TERM_COLUMNS,
)
