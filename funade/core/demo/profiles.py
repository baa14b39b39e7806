"""What each kind of facility is like: where it stands, how large it is, which departments it has.

Everything a facility of a kind may be is in `PROFILES`; `facilities` throws the dice.
"""

from dataclasses import dataclass
from typing import Final

from funade.core.demo.codes import departments
from funade.core.demo.dice import Table

type Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One kind of facility.

    ``share`` weighs the kind in large, middle and small places; ``postings`` is how many jobs one
    facility offers; ``beds`` are ranges; ``lineups`` the sets of departments it may have.
    """

    share: tuple[float, float, float]
    postings: tuple[int, int]
    lineups: Table[Codes]
    beds: Table[tuple[int, int]] | None = None
    emergency: Table[str]
    level: Table[str]
    permit: Table[str]


def _t(line: str) -> Table[str]:
    """``"A:8 B:2"`` → a table of codes."""
    return Table((code, float(weight)) for code, weight in (e.split(":") for e in line.split()))


def _lineups(*lines: tuple[str, float]) -> Table[Codes]:
    return Table((departments(names), weight) for names, weight in lines)


def _beds(*ranges: tuple[int, int, float]) -> Table[tuple[int, int]]:
    return Table(((low, high), weight) for low, high, weight in ranges)


_NONE: Final = _t("none:1")
_UNKNOWN: Final = _t("unknown:1")
_QUIET: Final = _t("none:85 unknown:15")

_LARGE_ACUTE: Final = (
    "内科 総合診療科 循環器内科 消化器内科 呼吸器内科 腎臓内科 脳神経内科 "
    "糖尿病・代謝・内分泌内科 外科 消化器外科 整形外科 脳神経外科 心臓血管外科 泌尿器科 "
    "産婦人科 小児科 眼科 耳鼻咽喉科 皮膚科 形成外科 乳腺外科 放射線診断科 麻酔科 救急科 "
    "リハビリテーション科 血液内科 リウマチ・膠原病 呼吸器外科 緩和ケア 病理診断科"
)
_MIDDLE_ACUTE: Final = (
    "内科 循環器内科 消化器内科 呼吸器内科 腎臓内科 外科 整形外科 脳神経外科 泌尿器科 "
    "放射線診断科 麻酔科 救急科 リハビリテーション科 糖尿病・代謝・内分泌内科"
)
_SMALL_ACUTE: Final = "内科 消化器内科 循環器内科 外科 整形外科 麻酔科 リハビリテーション科"

PROFILES: Final[dict[str, Profile]] = {
    "university": Profile(
        share=(1.6, 0.6, 0),
        postings=(3, 7),
        lineups=_lineups((_LARGE_ACUTE, 1)),
        beds=_beds((500, 1000, 1)),
        emergency=_t("tertiary:8 secondary:2"),
        level=_t("linked-B:45 A:25 B:20 C-1:8 C-2:2"),
        permit=_t("partial:5 no:3 unknown:2"),
    ),
    "acute": Profile(
        share=(17, 20, 20),
        postings=(2, 7),
        lineups=_lineups(
            (_MIDDLE_ACUTE, 4),
            (_SMALL_ACUTE, 5),
            ("内科 脳神経外科 脳神経内科 循環器内科 麻酔科 リハビリテーション科", 1.5),
            ("整形外科 麻酔科 リハビリテーション科 リウマチ・膠原病 内科", 1),
            ("循環器内科 心臓血管外科 麻酔科 内科", 0.7),
            ("産婦人科 小児科 麻酔科", 0.8),
            ("消化器内科 消化器外科 肛門外科 内科 麻酔科", 0.8),
        ),
        beds=_beds((60, 99, 2), (100, 199, 5), (200, 399, 3)),
        emergency=_t("secondary:70 none:18 unknown:12"),
        level=_t("A:88 linked-B:3 B:1 unknown:8"),
        permit=_t("yes:38 partial:28 no:14 applied:4 unknown:16"),
    ),
    "acute-large": Profile(
        share=(8, 6, 0),
        postings=(3, 9),
        lineups=_lineups((_LARGE_ACUTE, 1)),
        beds=_beds((400, 700, 1)),
        emergency=_t("tertiary:4 secondary:6"),
        level=_t("A:52 linked-B:14 B:26 C-1:5 C-2:1 unknown:2"),
        permit=_t("partial:50 no:25 yes:10 unknown:15"),
    ),
    "caremix": Profile(
        share=(9, 14, 18),
        postings=(2, 5),
        lineups=_lineups(
            ("内科 消化器内科 整形外科 リハビリテーション科", 4),
            ("内科 循環器内科 呼吸器内科 外科 整形外科 リハビリテーション科", 3),
            ("内科 腎臓内科 泌尿器科 リハビリテーション科", 2),
            ("内科 外科 整形外科 皮膚科 眼科 放射線診断科", 2),
        ),
        beds=_beds((60, 99, 2), (100, 199, 5), (200, 320, 2)),
        emergency=_t("none:60 secondary:25 unknown:15"),
        level=_t("A:85 unknown:15"),
        permit=_t("yes:70 partial:8 applied:4 unknown:18"),
    ),
    "longterm": Profile(
        share=(6, 10, 16),
        postings=(1, 4),
        lineups=_lineups(("内科 リハビリテーション科", 6), ("内科 老年内科 皮膚科", 1)),
        beds=_beds((40, 99, 3), (100, 199, 5), (200, 300, 1)),
        emergency=_QUIET,
        level=_t("A:75 unknown:25"),
        permit=_t("yes:85 applied:3 unknown:12"),
    ),
    "psychiatric": Profile(
        share=(4, 6, 7),
        postings=(1, 4),
        lineups=_lineups(("精神科 心療内科 内科", 5), ("精神科 児童精神科 心療内科", 1)),
        beds=_beds((80, 199, 4), (200, 400, 4)),
        emergency=_QUIET,
        level=_t("A:75 unknown:25"),
        permit=_t("yes:85 unknown:15"),
    ),
    "rehab": Profile(
        share=(3, 4, 3),
        postings=(1, 4),
        lineups=_lineups(("リハビリテーション科 整形外科 脳神経内科 内科", 1)),
        beds=_beds((60, 99, 2), (100, 200, 5)),
        emergency=_QUIET,
        level=_t("A:80 unknown:20"),
        permit=_t("yes:80 unknown:20"),
    ),
    "bed-clinic": Profile(
        share=(4, 5, 7),
        postings=(1, 3),
        lineups=_lineups(
            ("産婦人科 婦人科", 3),
            ("内科 消化器内科", 3),
            ("整形外科 リハビリテーション科", 2),
            ("眼科", 1),
            ("肛門外科 消化器内科", 1),
            ("腎臓内科 内科", 2),
        ),
        beds=_beds((5, 19, 1)),
        emergency=_QUIET,
        level=_t("A:50 unknown:50"),
        permit=_t("yes:45 unknown:55"),
    ),
    "clinic": Profile(
        share=(42, 28, 18),
        postings=(1, 4),
        lineups=_lineups(
            ("内科", 8),
            ("内科 消化器内科", 4),
            ("内科 小児科", 3),
            ("循環器内科 内科", 2),
            ("内科 糖尿病・代謝・内分泌内科", 2),
            ("整形外科 リハビリテーション科", 4),
            ("皮膚科", 4),
            ("皮膚科 美容皮膚科", 1),
            ("眼科", 5),
            ("耳鼻咽喉科", 2.5),
            ("小児科", 2.5),
            ("婦人科", 2),
            ("心療内科 精神科", 4),
            ("腎臓内科 内科", 4),
            ("泌尿器科", 1.5),
            ("脳神経外科 脳神経内科", 1),
        ),
        emergency=_NONE,
        level=_t("A:30 unknown:70"),
        permit=_UNKNOWN,
    ),
    "home-clinic": Profile(
        share=(13, 8, 4),
        postings=(1, 4),
        lineups=_lineups(("内科 総合診療科", 3), ("内科 緩和ケア", 2), ("内科", 3)),
        emergency=_NONE,
        level=_t("A:40 unknown:60"),
        permit=_UNKNOWN,
    ),
    "beauty-clinic": Profile(
        share=(9, 3, 0),
        postings=(1, 4),
        lineups=_lineups(("美容外科 美容皮膚科 形成外科", 1), ("美容皮膚科 皮膚科", 1)),
        emergency=_NONE,
        level=_UNKNOWN,
        permit=_UNKNOWN,
    ),
    "checkup-center": Profile(
        share=(15, 12, 5),
        postings=(2, 6),
        lineups=_lineups(
            ("内科 消化器内科 婦人科 乳腺外科 放射線診断科", 3), ("内科 放射線診断科", 2)
        ),
        emergency=_NONE,
        level=_UNKNOWN,
        permit=_UNKNOWN,
    ),
    "care-home": Profile(
        share=(4, 5, 7),
        postings=(1, 2),
        lineups=_lineups(("内科", 1)),
        emergency=_NONE,
        level=_t("A:30 unknown:70"),
        permit=_UNKNOWN,
    ),
    "care-hospital": Profile(
        share=(0.8, 1.5, 3),
        postings=(1, 2),
        lineups=_lineups(("内科 リハビリテーション科", 1)),
        beds=_beds((30, 120, 1)),
        emergency=_QUIET,
        level=_t("A:60 unknown:40"),
        permit=_t("yes:75 unknown:25"),
    ),
    "company": Profile(
        share=(5, 4, 1),
        postings=(1, 2),
        lineups=_lineups(("内科", 1)),
        emergency=_UNKNOWN,
        level=_UNKNOWN,
        permit=_UNKNOWN,
    ),
    "public": Profile(
        share=(2, 3, 2),
        postings=(1, 4),
        lineups=_lineups(("内科 小児科", 1)),
        emergency=_UNKNOWN,
        level=_UNKNOWN,
        permit=_UNKNOWN,
    ),
    "blood-center": Profile(
        share=(2.5, 2, 0),
        postings=(1, 3),
        lineups=_lineups(("内科", 1)),
        emergency=_UNKNOWN,
        level=_UNKNOWN,
        permit=_UNKNOWN,
    ),
    "other": Profile(
        share=(1, 0.6, 0.4),
        postings=(1, 2),
        lineups=_lineups(("内科", 1)),
        emergency=_UNKNOWN,
        level=_UNKNOWN,
        permit=_UNKNOWN,
    ),
}
"""Profile name → profile. ``acute-large`` is the large form of kind ``acute``."""

_SIZES: Final = ("large", "middle", "small")
PROFILE_TABLES: Final = {
    size: Table((name, profile.share[at]) for name, profile in PROFILES.items())
    for at, size in enumerate(_SIZES)
}
"""Place size (`Place.size`) → names of profiles."""


def kind_of(profile: str) -> str:
    """The code in `masters.facility.FACILITY_KINDS` of a profile."""
    return "acute" if profile == "acute-large" else profile
