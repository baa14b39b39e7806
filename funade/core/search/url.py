"""A query as URL parameters, and back.

Search page, saved search, alert and shared link are the same string, so reading is forgiving: a
bad value is reported as a `Problem` and dropped, all good ones stay, and nothing ever raises.
Writing is canonical: one order, defaults left out, ``parse(to_params(query)).query == query``
for every query within the limits below.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

from funade.core.kernel.text import fold, to_digits
from funade.core.masters.areas import PREFECTURES, REGIONS, cities, municipalities, place
from funade.core.masters.facility import UNKNOWN
from funade.core.masters.work import KINDS
from funade.core.search.query import FACETS, JOINED, SORTS, Box, Near, Query, Wish
from funade.core.search.vocabulary import MASTERS

MAX_LIST: Final = 100
MAX_TEXT: Final = 100
MAX_WORDS: Final = 10
MAX_PAGE: Final = 500
MAX_KM: Final = 200
MAX_WISHES: Final = 30
MAX_YEN: Final = 1_000_000_000
MAX_MINUTE: Final = 3 * 24 * 60
MAX_ID: Final = 2**63 - 1
_SHOWN: Final = 40  # characters of a bad value that a message repeats

PARAM_OF_FACET: Final = {
    "areas": "area",
    "departments": "dept",
    "duties": "duty",
    "slots": "slot",
    "weekdays": "wday",
    "cadences": "cadence",
    "flags": "flag",
    "facility_kinds": "fkind",
    "emergency": "er",
    "overtime_levels": "level",
    "permitted_duty": "permit",
    "transport": "transport",
    "beds": "beds",
}


class Problem(NamedTuple):
    """A value that was dropped; ``message`` is Japanese and says what to do."""

    param: str
    value: str
    message: str


class Parsed(NamedTuple):
    """The query made of all good values, and the bad ones."""

    query: Query
    problems: tuple[Problem, ...]


class _BadError(ValueError):
    """A value that cannot be used; the text is the message."""


def _code(facet: str, written: str) -> str:
    found = _area(written) if facet == "areas" else _choice(facet, written)
    if found is None:
        raise _BadError("一覧にない値です。候補から選び直してください。")
    if found == UNKNOWN:
        raise _BadError("「記載なし」は条件にできません。ほかの値を選んでください。")
    return found


def _choice(facet: str, written: str) -> str | None:
    found = MASTERS[facet].resolve(written)
    return found.code if found else None


def _codes(facet: str, written: str) -> str:
    """One value, or several joined of which any will do; each once."""
    found = [_code(facet, one) for one in written.split(JOINED)[:MAX_LIST]]
    return JOINED.join(dict.fromkeys(found))


def _area(written: str) -> str | None:
    if place(written):
        return written
    for master in (REGIONS, PREFECTURES, cities(), municipalities()):
        found = master.resolve(written)
        if found:
            return found.code
    return None


def _kind(written: str) -> str:
    found = KINDS.resolve(written)
    if found is None:
        raise _BadError("働き方は「スポット」「定期非常勤」「常勤」から選んでください。")
    return found.code


def _sort(written: str) -> str:
    if written not in SORTS:
        raise _BadError("並び順の指定が正しくありません。並び順を選び直してください。")
    return written


def _whole(written: str, low: int, high: int, message: str) -> int:
    """A whole number within limits, full-width digits included."""
    plain = to_digits(written).strip()
    if not re.fullmatch(r"[0-9]{1,19}", plain) or not low <= int(plain) <= high:
        raise _BadError(message)
    return int(plain)


def _page(written: str) -> int:
    return _whole(written, 1, MAX_PAGE, f"ページは1〜{MAX_PAGE}の数字で指定してください。")


def _facility(written: str) -> int:
    return _whole(written, 0, MAX_ID, "非表示にする施設の番号が正しくありません。")


_YEN: Final = re.compile(r"(?P<whole>[0-9]{1,12})(?:\.(?P<part>[0-9]{1,6}))?(?P<man>万)?円?")


def _yen(written: str) -> int:
    """``12000``, ``12,000円``, ``1.2万``: whole yen, exactly (no float is involved)."""
    message = "金額は「12000」や「1.2万」のように入力してください。"
    found = _YEN.fullmatch(re.sub(r"[,、\s]", "", to_digits(written)))
    if found is None:
        raise _BadError(message)
    unit: int = 10_000 if found["man"] else 1
    part = found["part"] or ""
    digits = int(found["whole"] + part)
    yen, rest = divmod(digits * unit, int(10 ** len(part)))
    if rest or yen > MAX_YEN:
        raise _BadError(message)
    return yen


def _day(written: str) -> int:
    plain = to_digits(written).strip().replace("/", "-")
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", plain):
            year, month, day = map(int, plain.split("-"))
            return date(year, month, day).toordinal()
    except ValueError:
        pass
    raise _BadError("日付は「2026-04-01」のように、暦にある日を入力してください。")


_CLOCK: Final = re.compile(r"(?P<next>翌{0,2})(?P<hour>[0-9]{1,2}):(?P<minute>[0-5][0-9])")


def _minute(written: str) -> int:
    """``8:30``, ``翌8:30`` and ``32:30`` as minutes after midnight."""
    found = _CLOCK.fullmatch(to_digits(written).strip().replace("翌々", "翌翌"))
    minute = -1
    if found:
        days = len(found["next"])
        minute = (days * 24 + int(found["hour"])) * 60 + int(found["minute"])
    if not 0 <= minute <= MAX_MINUTE or (found and found["next"] and int(found["hour"]) > 23):
        raise _BadError("時刻は「8:30」「翌8:30」のように入力してください。")
    return minute


def _degrees(written: str, count: int) -> list[float]:
    parts = to_digits(written).replace(" ", "").split(",")
    if len(parts) != count:
        raise _BadError("場所の指定が正しくありません。地図か住所から選び直してください。")
    try:
        numbers = [float(part) if len(part) <= 32 else math.nan for part in parts]
    except ValueError:
        numbers = [math.nan]
    if not all(map(math.isfinite, numbers)):
        raise _BadError("場所の指定が正しくありません。地図か住所から選び直してください。")
    return [number + 0.0 for number in numbers]  # -0.0 becomes 0.0


def _near_point(written: str) -> tuple[float, float]:
    latitude, longitude = _degrees(written, 2)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise _BadError("緯度は±90度、経度は±180度の範囲で指定してください。")
    return latitude, longitude


def _km(written: str) -> int:
    return _whole(written, 1, MAX_KM, f"距離は1〜{MAX_KM}kmの数字で指定してください。")


def _box(written: str) -> Box:
    south, west, north, east = _degrees(written, 4)
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        raise _BadError("地図の範囲が正しくありません。地図を動かして選び直してください。")
    return Box(south, west, north, east)


def _text(written: str) -> str:
    """Words as typed, apart from white space, NUL and lone surrogates."""
    clean = re.sub(r"[\0\ud800-\udfff]", " ", written)
    text = " ".join(clean.split())
    if len(text) > MAX_TEXT:
        raise _BadError(f"キーワードは{MAX_TEXT}文字以内で入力してください。")
    if len(fold(text).split()) > MAX_WORDS:
        raise _BadError(f"キーワードは{MAX_WORDS}語以内で入力してください。")
    return text


def _wish(written: str) -> Wish:
    message = "譲れる希望の指定が正しくありません。条件を選び直してください。"
    found = re.fullmatch(r"(?P<facet>[a-z_]+):(?P<value>.+?)(?:\*(?P<weight>[1-9]))?", written)
    if found is None:
        raise _BadError(message)
    facet, value, weight = found["facet"], found["value"], int(found["weight"] or 1)
    if facet in FACETS:
        return Wish(facet, _codes(facet, value), weight)
    if facet in ("hourly", "pay"):
        return Wish(facet, str(_yen(value)), weight)
    if facet == "near":
        return Wish(facet, str(_km(value)), weight)
    raise _BadError(message)


class _Single(NamedTuple):
    """A parameter that stands once."""

    param: str
    field: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]


def _write_day(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _write_minute(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _write_box(box: Box) -> str:
    return ",".join(repr(edge) for edge in (box.south, box.west, box.north, box.east))


def _write_wish(wish: Wish) -> str:
    return f"{wish.facet}:{wish.value}" + (f"*{wish.weight}" if wish.weight != 1 else "")


_BEFORE_FACETS: Final = (_Single("kind", "kind", _kind, str),)
_AFTER_FACETS: Final = (
    _Single("box", "box", _box, _write_box),
    _Single("from", "first_day", _day, _write_day),
    _Single("to", "last_day", _day, _write_day),
    _Single("start", "starts_from", _minute, _write_minute),
    _Single("end", "ends_by", _minute, _write_minute),
    _Single("hourly", "hourly_min", _yen, str),
    _Single("pay", "pay_min", _yen, str),
    _Single("since", "published_from", _day, _write_day),
    _Single("q", "text", _text, str),
    _Single("sort", "sort", _sort, str),
    _Single("page", "page", _page, str),
)


class _Repeated(NamedTuple):
    """A parameter that may stand several times."""

    param: str
    field: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    most: int = MAX_LIST


def _facet_reader(facet: str) -> Callable[[str], str]:
    return lambda written: _code(facet, written)


_LISTS: Final = (
    *(_Repeated(PARAM_OF_FACET[f], f, _facet_reader(f), str) for f in FACETS),
    _Repeated("hide", "hidden_facilities", _facility, str),
    _Repeated("nice", "wishes", _wish, _write_wish, MAX_WISHES),
)


@dataclass(slots=True)
class _Reader:
    """Reads parameters one by one and keeps the problems."""

    params: Mapping[str, Sequence[str]]
    problems: list[Problem]

    def refuse(self, param: str, value: str, message: str) -> None:
        """Note a dropped value."""
        shown = re.sub(r"[\0\ud800-\udfff]", "?", value[:_SHOWN])
        self.problems.append(Problem(param, shown, message))

    def read(self, param: str, value: str, read: Callable[[str], Any]) -> Any:
        """The value read, or None with the problem noted."""
        try:
            return read(value)
        except _BadError as bad:
            self.refuse(param, value, str(bad))
            return None

    def single(self, single: _Single) -> Any:
        """The first value of a parameter; an empty one asks nothing."""
        values = [value for value in self.params.get(single.param, ()) if value.strip()]
        if len(values) > 1:
            self.refuse(single.param, values[1], "1つだけ指定できます。最初の値を使います。")
        return self.read(single.param, values[0], single.read) if values else None

    def repeated(self, repeated: _Repeated) -> tuple[Any, ...]:
        """All good values, each once, in the order written."""
        values = [value for value in self.params.get(repeated.param, ()) if value.strip()]
        if len(values) > repeated.most:
            message = f"{repeated.most}個まで指定できます。残りは外しました。"
            self.refuse(repeated.param, values[repeated.most], message)
        found = [
            self.read(repeated.param, value, repeated.read) for value in values[: repeated.most]
        ]
        return tuple(dict.fromkeys(value for value in found if value is not None))

    def near(self) -> Near | None:
        """``near=lat,lng`` with ``km`` (10 if left out)."""
        point = self.single(_Single("near", "near", _near_point, str))
        km = self.single(_Single("km", "near", _km, str))
        return Near(point[0], point[1], km or 10) if point else None


def parse(params: Mapping[str, Sequence[str]]) -> Parsed:
    """Read URL parameters: name → values as they stood. Unknown names are ignored."""
    reader = _Reader(params, [])
    held: dict[str, Any] = {}
    for single in (*_BEFORE_FACETS, *_AFTER_FACETS):
        value = reader.single(single)
        if value is not None:
            held[single.field] = value
    for repeated in _LISTS:
        held[repeated.field] = reader.repeated(repeated)
    query = _ordered_days(Query(**held, near=reader.near()), reader)
    return Parsed(query, tuple(reader.problems))


def _ordered_days(query: Query, reader: _Reader) -> Query:
    """Days that run backwards are a mistake: both are dropped, and named."""
    if query.first_day is None or query.last_day is None or query.first_day <= query.last_day:
        return query
    first, last = _write_day(query.first_day), _write_day(query.last_day)
    message = f"開始日（{first}）が終了日（{last}）より後です。どちらかを直してください。"
    reader.refuse("from", first, message)
    return replace(query, first_day=None, last_day=None)


def to_params(query: Query) -> list[tuple[str, str]]:
    """The parameters of a query in canonical order; what is not asked is left out."""
    return [*_written(query)]


def _written(query: Query) -> Iterator[tuple[str, str]]:
    yield from _singles(query, _BEFORE_FACETS)
    for repeated in _LISTS:
        for value in getattr(query, repeated.field):
            yield repeated.param, repeated.write(value)
    if query.near is not None:
        yield "near", f"{query.near.latitude!r},{query.near.longitude!r}"
        yield "km", str(query.near.km)
    yield from _singles(query, _AFTER_FACETS)


def _singles(query: Query, singles: Sequence[_Single]) -> Iterator[tuple[str, str]]:
    for single in singles:
        value = getattr(query, single.field)
        if value != getattr(_DEFAULT, single.field):
            yield single.param, single.write(value)


_DEFAULT: Final = Query()
