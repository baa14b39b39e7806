"""Choices about the physician rather than the work."""

from typing import Final

from funade.core.masters.choice import Choice, Master

SEXES: Final = Master("sex", "性別", (Choice("f", "女"), Choice("m", "男")))
"""The two words 医師等資格確認検索 knows; asked for nothing else."""

LANGUAGES: Final = Master(
    "language",
    "診療に使える言語",
    (
        Choice("ja", "日本語"),
        Choice("en", "英語"),
        Choice("zh", "中国語"),
        Choice("ko", "韓国語"),
        Choice("vi", "ベトナム語"),
        Choice("pt", "ポルトガル語"),
        Choice("es", "スペイン語"),
        Choice("fil", "フィリピン語"),
        Choice("ne", "ネパール語"),
        Choice("id", "インドネシア語"),
        Choice("th", "タイ語"),
        Choice("ru", "ロシア語"),
        Choice("fr", "フランス語"),
        Choice("de", "ドイツ語"),
        Choice("ar", "アラビア語"),
        Choice("jsl", "日本手話"),
    ),
)

COMMUTES: Final = Master(
    "commute",
    "通勤手段",
    (
        Choice("train", "電車"),
        Choice("express", "新幹線・特急"),
        Choice("bus", "バス"),
        Choice("car", "車"),
        Choice("motorbike", "バイク"),
        Choice("bicycle", "自転車"),
        Choice("walk", "徒歩"),
        Choice("taxi", "タクシー"),
        Choice("plane", "飛行機"),
    ),
)

CALL_DAYS: Final = Master(
    "call-day",
    "電話を受ける日",
    (Choice("weekday", "平日"), Choice("saturday", "土曜"), Choice("holiday", "日曜・祝日")),
)

CHECK_METHODS: Final = Master(
    "check-method",
    "確認の方法",
    (
        Choice("picture", "免許証の画像と入力内容を見比べた"),
        Choice("register", "医師等資格確認検索を手で引いた"),
        Choice("hpki", "医師資格証（HPKI）"),
        Choice("myna", "マイナポータル（国家資格）"),
        Choice("original", "免許証の原本を見た"),
    ),
)
"""`hpki` and `myna` are kept free: no service for private use is known (UX §4.5)."""

CHECK_RESULTS: Final = Master(
    "check-result",
    "結果",
    (
        Choice("matches", "一致した"),
        Choice("differs", "一致しない項目がある"),
        Choice("unreadable", "読み取れない"),
    ),
)
