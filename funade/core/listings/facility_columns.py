"""The columns of the lists of facilities, by form, and how their cells are read and shown."""

import re
from collections.abc import Sequence
from typing import Final

from funade.core.kernel.text import to_digits
from funade.core.listings.columns import Column
from funade.core.listings.draft import Station
from funade.core.listings.values import BadValueError, choice_reader, number_reader, text_reader
from funade.core.masters.areas import PREFECTURES
from funade.core.masters.choice import Choice, Master
from funade.core.masters.facility import (
    EMERGENCY_LEVELS,
    FACILITY_KINDS,
    OVERTIME_LEVELS,
    PERMITTED_DUTY,
)


def read_degrees(text: str) -> float:
    """A latitude or longitude in degrees."""
    try:
        degrees = float(to_digits(text))
    except ValueError:
        raise BadValueError("緯度・経度は「35.6812」のような数で書いてください") from None
    if not -180.0 <= degrees <= 180.0:
        raise BadValueError("緯度・経度は度（-180〜180）で書いてください")
    return degrees


def read_prefecture(text: str) -> str:
    """A prefecture's code from its name or code, a lost leading zero put back."""
    found = PREFECTURES.resolve(to_digits(text).zfill(2)) or PREFECTURES.resolve(text)
    if found is None:
        raise BadValueError("都道府県名（東京都）かコード（13）で書いてください")
    return found.code


def _read_postal_code(text: str) -> str:
    digits = re.sub(r"[〒\s\-]", "", to_digits(text))
    if not re.fullmatch(r"\d{5,7}", digits):
        raise BadValueError("郵便番号は「100-0001」のように7桁で書いてください")
    return digits.zfill(7)


_STATION: Final = re.compile(
    r"(?:(?P<line>[^「」]*?)[「\s])?(?P<station>[^「」\s]+?)駅?」?駅?\s*"
    r"(?:(?P<means>徒歩|バス|車)(?:で|約)?(?P<minutes>\d{1,3})分)?"
)


def _read_stations(text: str) -> tuple[Station, ...]:
    """``JR山手線「渋谷」徒歩5分; …``."""
    found = []
    for part in re.split(r"[;；\n]", text):
        match = _STATION.fullmatch(to_digits(part).strip())
        if match is None:
            raise BadValueError(
                "最寄り駅は「JR山手線「渋谷」徒歩5分」の形で、;で区切って書いてください"
            )
        minutes = int(match["minutes"]) if match["minutes"] else None
        line = (match["line"] or "").strip()
        found.append(Station(line, match["station"], match["means"] or "徒歩", minutes))
    return tuple(found)


def show_stations(stations: Sequence[Station]) -> str:
    """The form `own` lists write stations in."""
    return "; ".join(
        f"{s.line}「{s.station}」" + (f"{s.means}{s.minutes}分" if s.minutes is not None else "")
        for s in stations
    )


_read_beds: Final = number_reader("床", 10_000)
_NAME = text_reader(200)
_ADDRESS = text_reader(290)

MHLW_COLUMNS: Final = (
    Column("external_id", "ID", text_reader(64)),
    Column("name", "正式名称", _NAME, required=True),
    Column("name_kana", "正式名称（フリガナ）", _NAME, ("フリガナ",)),
    Column("institution", "機関区分"),
    Column("prefecture", "都道府県コード", read_prefecture),
    Column("city_part", "市区町村コード"),
    Column("address", "所在地", _ADDRESS, required=True),
    Column("latitude", "所在地座標（緯度）", read_degrees, ("緯度",)),
    Column("longitude", "所在地座標（経度）", read_degrees, ("経度",)),
    Column("website", "案内用ホームページアドレス", text_reader(500)),
    Column("general", "一般病床", _read_beds),
    Column("longterm", "療養病床", _read_beds),
    Column("psychiatric", "精神病床", _read_beds),
    Column("tuberculosis", "結核病床", _read_beds),
    Column("infectious", "感染症病床", _read_beds),
    Column("beds", "合計病床数", _read_beds),
)

INSURED_COLUMNS: Final = (
    Column("external_id", "医療機関コード", text_reader(64), required=True),
    Column("number", "番号"),
    Column("name", "医療機関名称", _NAME, required=True),
    Column("postal_code", "郵便番号", _read_postal_code),
    Column("address", "所在地", _ADDRESS, required=True),
)


def _names[C: Choice](master: Master[C]) -> tuple[str, ...]:
    return tuple(choice.name for choice in master)


FACILITY_COLUMNS: Final = (
    Column("external_id", "管理番号", text_reader(64), example="A-001"),
    Column("name", "施設名", _NAME, ("医療機関名", "名称", "施設名称"), required=True),
    Column("name_kana", "フリガナ", _NAME, ("施設名カナ",)),
    Column("operator", "開設者", _NAME, ("法人名", "開設者・法人")),
    Column("kind", "施設種別", choice_reader(FACILITY_KINDS), choices=_names(FACILITY_KINDS)),
    Column("prefecture", "都道府県", read_prefecture, ("都道府県コード",)),
    Column("municipality", "市区町村", text_reader(50), ("市区町村コード",)),
    Column("postal_code", "郵便番号", _read_postal_code),
    Column("address", "所在地", _ADDRESS, ("住所", "所在地（都道府県から）"), required=True),
    Column("latitude", "緯度", read_degrees),
    Column("longitude", "経度", read_degrees),
    Column("stations", "最寄り駅", _read_stations, ("最寄",)),
    Column("beds", "病床数", _read_beds),
    Column(
        "emergency", "救急指定", choice_reader(EMERGENCY_LEVELS), choices=_names(EMERGENCY_LEVELS)
    ),
    Column(
        "overtime_level",
        "時間外の水準",
        choice_reader(OVERTIME_LEVELS),
        choices=_names(OVERTIME_LEVELS),
    ),
    Column(
        "permitted_duty",
        "宿日直許可",
        choice_reader(PERMITTED_DUTY),
        choices=_names(PERMITTED_DUTY),
    ),
    Column("website", "ホームページ", text_reader(500), ("URL", "ホームページアドレス")),
)
