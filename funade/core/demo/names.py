"""Invented names: a family of sea words, so that no row can be taken for a real place.

Every name of a facility, an operator, a university or a railway is built from two sea words and
ends in 「（架空）」 wherever it stands alone.
"""

from collections.abc import Sequence
from random import Random
from typing import Final, NamedTuple

from funade.core.demo.dice import pick
from funade.core.masters.departments import DEPARTMENTS

MARK: Final = "（架空）"
MARK_KANA: Final = "（カクウ）"


class Root(NamedTuple):
    """An invented place-like name and its reading in katakana."""

    name: str
    kana: str


def _words(line: str) -> tuple[Root, ...]:
    return tuple(Root(*entry.split(":")) for entry in line.split())


_FIRST: Final = _words(
    "凪:ナギ 澪:ミオ 汐音:シオネ 帆影:ホカゲ 舵:カジ 櫂:カイ 艫:トモ 舳先:ヘサキ 渚:ナギサ "
    "灯里:アカリ 波音:ナミオト 碇:イカリ 鴎:カモメ 朝凪:アサナギ 夕凪:ユウナギ 風待:カザマチ "
    "船出:フナデ 星渡:ホシワタリ"
)
_SECOND: Final = _words(
    "ヶ丘:ガオカ 野:ノ 乃里:ノサト 坂:ザカ 台:ダイ 乃森:ノモリ 見橋:ミバシ 乃杜:ノモリ 原:ハラ "
    "乃辻:ノツジ 井:イ 倉:クラ 峰:ミネ 乃宮:ノミヤ"
)
ROOTS: Final = tuple(Root(a.name + b.name, a.kana + b.kana) for a in _FIRST for b in _SECOND)

# {r} is the root, {d} the department. Kana follow the same pattern.
_PATTERNS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "university": (("{r}大学病院", "{r}ダイガクビョウイン"),),
    "acute": (
        ("{r}病院", "{r}ビョウイン"),
        ("{r}中央病院", "{r}チュウオウビョウイン"),
        ("{r}記念病院", "{r}キネンビョウイン"),
    ),
    "acute-large": (
        ("{r}総合病院", "{r}ソウゴウビョウイン"),
        ("{r}医療センター", "{r}イリョウセンター"),
        ("{r}総合医療センター", "{r}ソウゴウイリョウセンター"),
    ),
    "caremix": (
        ("{r}病院", "{r}ビョウイン"),
        ("{r}第二病院", "{r}ダイニビョウイン"),
        ("{r}共同病院", "{r}キョウドウビョウイン"),
    ),
    "longterm": (
        ("{r}療養病院", "{r}リョウヨウビョウイン"),
        ("{r}温泉病院", "{r}オンセンビョウイン"),
        ("{r}病院", "{r}ビョウイン"),
    ),
    "psychiatric": (
        ("{r}こころの病院", "{r}ココロノビョウイン"),
        ("{r}病院", "{r}ビョウイン"),
        ("{r}メンタルホスピタル", "{r}メンタルホスピタル"),
    ),
    "rehab": (("{r}リハビリテーション病院", "{r}リハビリテーションビョウイン"),),
    "bed-clinic": (("{r}{d}医院", "{r}{d}イイン"), ("{r}{d}クリニック", "{r}{d}クリニック")),
    "clinic": (
        ("{r}{d}クリニック", "{r}{d}クリニック"),
        ("{r}{d}医院", "{r}{d}イイン"),
        ("{r}駅前{d}クリニック", "{r}エキマエ{d}クリニック"),
    ),
    "home-clinic": (
        ("{r}在宅クリニック", "{r}ザイタククリニック"),
        ("{r}ホームケアクリニック", "{r}ホームケアクリニック"),
        ("{r}訪問診療所", "{r}ホウモンシンリョウジョ"),
    ),
    "beauty-clinic": (
        ("{r}美容クリニック", "{r}ビヨウクリニック"),
        ("{r}スキンクリニック", "{r}スキンクリニック"),
    ),
    "checkup-center": (
        ("{r}健診センター", "{r}ケンシンセンター"),
        ("{r}健康管理センター", "{r}ケンコウカンリセンター"),
        ("{r}予防医学協会", "{r}ヨボウイガクキョウカイ"),
    ),
    "care-home": (
        ("介護老人保健施設{r}", "カイゴロウジンホケンシセツ{r}"),
        ("老健{r}の家", "ロウケン{r}ノイエ"),
    ),
    "care-hospital": (("{r}介護医療院", "{r}カイゴイリョウイン"),),
    "company": (
        ("{r}製作所 本社工場", "{r}セイサクショ ホンシャコウジョウ"),
        ("{r}電機 事業所", "{r}デンキ ジギョウショ"),
        ("{r}物流センター", "{r}ブツリュウセンター"),
    ),
    "public": (
        ("{r}保健センター", "{r}ホケンセンター"),
        ("{r}休日夜間急患センター", "{r}キュウジツヤカンキュウカンセンター"),
    ),
    "blood-center": (("{r}献血ルーム", "{r}ケンケツルーム"),),
    "other": (
        ("{r}イベント事務局", "{r}イベントジムキョク"),
        ("{r}マラソン事務局", "{r}マラソンジムキョク"),
    ),
}

# The department in a clinic's name; where it would sound odd the name goes without.
_IN_NAMES: Final = {
    "01001": ("内科", "ナイカ"),
    "01022": ("腎", "ジン"),
    "01020": ("胃腸", "イチョウ"),
    "01017": ("ハート", "ハート"),
    "02035": ("整形外科", "セイケイゲカ"),
    "02002": ("脳神経", "ノウシンケイ"),
    "03001": ("こども", "コドモ"),
    "04001": ("レディース", "レディース"),
    "05001": ("眼科", "ガンカ"),
    "05002": ("耳鼻咽喉科", "ジビインコウカ"),
    "06001": ("皮膚科", "ヒフカ"),
    "06004": ("泌尿器科", "ヒニョウキカ"),
    "07003": ("メンタル", "メンタル"),
}

_OPERATORS: Final[dict[str, tuple[str, ...]]] = {
    "university": ("学校法人{r}学園",),
    "acute": ("医療法人{r}会", "社会医療法人{r}会", "一般財団法人{r}医療財団", "{r}医療企業団"),
    "acute-large": ("医療法人{r}会", "社会医療法人{r}会", "{r}医療企業団", "{r}厚生連合会"),
    "company": ("{r}株式会社",),
    "other": ("{r}企画株式会社",),
    "public": ("{r}広域連合",),
    "blood-center": ("{r}献血事業団",),
    "checkup-center": ("一般財団法人{r}健康財団", "医療法人社団{r}会"),
    "care-home": ("社会福祉法人{r}福祉会", "医療法人{r}会"),
}
_OPERATORS_ELSE: Final = ("医療法人社団{r}会", "医療法人{r}会", "医療法人財団{r}会")
PUBLIC_OPERATOR_ENDINGS: Final = ("医療企業団" + MARK, "広域連合" + MARK)


class FacilityName(NamedTuple):
    """The names of a facility, all invented and marked."""

    name: str
    kana: str
    operator: str


def facility_name(rng: Random, profile: str, department: str) -> FacilityName:
    """An invented name for a facility of a profile whose main department is ``department``."""
    root = pick(rng, ROOTS)
    word, reading = _IN_NAMES.get(department, ("", ""))
    pattern, kana = pick(rng, _PATTERNS[profile])
    return FacilityName(
        name=pattern.replace("{r}", root.name).replace("{d}", word) + MARK,
        kana=kana.replace("{r}", root.kana).replace("{d}", reading) + MARK_KANA,
        operator=pick(rng, _OPERATORS.get(profile, _OPERATORS_ELSE)).replace("{r}", root.name)
        + MARK,
    )


_LINES: Final = (
    "みお鉄本線",
    "みお鉄湾岸線",
    "凪電気軌道",
    "うしお線",
    "かもめ高速線",
    "帆影線",
    "しおさい線",
)
_STATION_TAILS: Final = ("口", "公園", "中央", "本町", "新町", "学園前", "大橋", "市場前")
_STATION_HEADS: Final = (
    "みおつくし",
    "しおさい",
    "なぎさ通り",
    "ほかげ",
    "いかりの",
    "かもめ",
    "とまりぎ",
)


def station_name(rng: Random) -> tuple[str, str]:
    """An invented line and station."""
    return pick(rng, _LINES), pick(rng, _STATION_HEADS) + pick(rng, _STATION_TAILS)


# Region → its invented universities.
_UNIVERSITIES: Final = {
    "hokkaido-tohoku": ("北みお大学", "みちのく汐大学"),
    "kanto": ("東都みなも医科大学", "武蔵汐大学", "かもめ医科大学"),
    "hokuriku": ("北凪大学",),
    "koshinetsu": ("越帆大学",),
    "tokai": ("東海みお大学", "中京汐医科大学"),
    "kinki": ("浪速凪大学", "洛汐医科大学"),
    "chugoku-shikoku": ("瀬戸みお大学", "四国帆大学"),
    "kyushu-okinawa": ("西海汐大学", "筑紫みお医科大学"),
}
_OFFICES: Final = {
    "01001": ("第一内科", "第二内科", "総合内科学講座"),
    "02001": ("第一外科", "消化器・一般外科学講座"),
    "07001": ("精神神経科学教室",),
    "09003": ("リハビリテーション医学講座",),
    "09005": ("放射線医学講座",),
    "09010": ("救急医学講座",),
    "09002": ("リウマチ・膠原病内科学講座",),
    "09991": ("総合診療医学講座",),
    "09008": ("病理診断学講座",),
    "01034": ("緩和医療学講座",),
}


def university(rng: Random, region: str) -> str:
    """An invented university of the region."""
    return pick(rng, _UNIVERSITIES[region]) + MARK


def office(rng: Random, departments: Sequence[str]) -> str:
    """The 医局 of one of ``departments`` (codes)."""
    department = pick(rng, departments)
    return pick(rng, _OFFICES.get(department, (DEPARTMENTS.name(department) + "学教室",)))
