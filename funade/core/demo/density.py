"""Where physicians work and what a place pays: the two figures that shape the demo map."""

from typing import Final

from funade.core.masters.areas import PREFECTURES

# Physicians in facilities per 100,000 people, 2024-12-31, by prefecture of work.
# Source: 厚生労働省 令和6年 医師・歯科医師・薬剤師統計 表10.
_BY_PREFECTURE: Final = (
    "徳島345.4 長崎333.8 京都333.2 和歌山327.7 高知325.2 東京324.1 岡山320.8 鳥取319.6 "
    "福岡316.1 島根313.7 鹿児島305.4 大分301.1 香川299.9 石川297.8 愛媛294.8 奈良294.7 "
    "熊本291.6 大阪290.1 兵庫285.3 広島279.5 福井277.9 佐賀277.7 富山275.5 山口274.0 "
    "宮崎271.2 山梨270.7 宮城267.7 沖縄267.2 北海道258.6 秋田256.2 長野255.4 三重252.3 "
    "滋賀250.5 群馬249.9 山形244.9 栃木244.3 愛知243.0 岐阜238.9 静岡238.9 福島238.8 "
    "神奈川233.3 青森224.1 岩手223.8 新潟222.2 千葉213.3 茨城198.1 埼玉189.1"
)


def _read() -> dict[str, float]:
    found = {}
    for entry in _BY_PREFECTURE.split():
        name = entry.rstrip("0123456789.")
        prefecture = PREFECTURES.resolve(name)
        if prefecture is None:
            raise ValueError(name)
        found[prefecture.code] = float(entry[len(name) :])
    return found


PHYSICIANS_PER_100_000: Final = _read()
"""Prefecture code → physicians per 100,000 people."""

# Pay per shift against the country's middle. Agencies' figures (LAW.md §5): about 10,000 yen an
# hour everywhere, 9,000 in 関西, up to 15,000 in 北関東, 千葉 and 埼玉, 11,000 in 三重.
_PAY_LEVELS: Final = {
    "01": 1.08, "02": 1.15, "03": 1.12, "04": 1.02, "05": 1.12, "06": 1.08, "07": 1.12,
    "08": 1.12, "09": 1.08, "10": 1.08, "11": 1.06, "12": 1.08, "15": 1.08, "24": 1.06,
    "25": 0.98, "26": 0.93, "27": 0.94, "28": 0.95, "29": 0.96, "30": 1.0, "40": 0.95,
    "46": 1.04, "45": 1.06, "32": 1.06,
}  # fmt: skip


def pay_level(prefecture: str) -> float:
    """How pay in a prefecture stands to the country's middle (1.0)."""
    return _PAY_LEVELS.get(prefecture, 1.0)
