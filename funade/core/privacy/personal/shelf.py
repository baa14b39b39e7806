"""What a member keeps, hides from, wishes and searches for."""

from typing import Final

from funade.core.privacy.personal.kinds import Basis, PersonalField, Retention, Stage

_WISHES: Final = (
    ("hours", "週の勤務時間"),
    ("night", "当直"),
    ("oncall", "オンコール"),
    ("year", "年収"),
    ("commute", "通勤"),
    ("department", "診療科・専門性"),
    ("atmosphere", "雰囲気"),
    ("growth", "研修・専門医"),
    ("area", "地域"),
    ("duty", "業務内容"),
    ("work", "勤務形態"),
    ("slot", "時間帯"),
    ("weekday", "曜日"),
    ("cadence", "周期"),
    ("emergency", "救急"),
    ("hourly", "時給"),
    ("rest", "休日・残業"),
    ("research", "研究日"),
    ("nursery", "託児"),
    ("housing", "住宅"),
    ("start", "着任時期"),
    ("house", "施設の種類"),
    ("level", "時間外の水準"),
    ("permit", "宿日直許可"),
    ("team", "体制・経験"),
    ("access", "交通の便"),
)
"""The lines of the conditions sheet (`core.conditions.lines`)."""

SHELF: Final = tuple(
    PersonalField(
        f"careers.{column}", label, purpose, Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
        sealed=column.endswith(".sealed") or ".sealed:" in column,
    )
    for column, label, purpose in (
        ("Favourite.posting", "保存したもの", "あとで見るため"),
        ("Favourite.public_id", "保存したものの番号", "掲載がなくなっても一覧に残すため"),
        ("Favourite.at", "保存した日時", "新しい順に並べるため"),
        ("Seen.posting", "見たもの", "残すと選んだときに、見返すため"),
        ("Seen.public_id", "見たものの番号", "掲載がなくなっても一覧に残すため"),
        ("Seen.at", "見た日時", "新しい順に並べるため"),
        ("HiddenFacility.facility", "一覧に出さない施設", "一覧に出さないため"),
        ("HiddenFacility.public_id", "一覧に出さない施設の番号", "一覧に出さないため"),
        ("HiddenFacility.at", "出さないと決めた日時", "新しい順に並べるため"),
        ("Note.posting", "メモを書いた相手", "メモを見返すため"),
        ("Note.public_id", "メモを書いた相手の番号", "掲載がなくなってもメモを残すため"),
        ("Note.sealed:text", "メモ", "見返すため"),
        ("Note.sealed:verdicts", "自分で確かめたこと", "条件に合うかどうかに数えるため"),
        ("Note.at", "メモを書いた日時", "新しい順に並べるため"),
        ("Block.facility", "見せない施設", "その施設に見せないため"),
        ("Block.facility_public_id", "見せない施設の番号", "その施設に見せないため"),
        ("Block.office", "見せない医局", "その医局と関連病院に見せないため"),
        ("Block.university", "見せない大学", "その大学の医局と関連病院に見せないため"),
        ("Block.office_name", "見せない医局の名前", "記録が変わっても見せないため"),
        ("Block.name", "見せない相手の名前", "選んだものを見返すため"),
        ("Block.at", "見せないと決めた日時", "新しい順に並べるため"),
        *(
            (f"ConditionsSheet.sealed:{code}", f"希望：{wish}", "合う順に並べ、合うかを示すため")
            for code, wish in _WISHES
        ),
    )
)  # fmt: skip

_NEWS: Final = "新しく合うものを知らせるため"

SEARCHES: Final = (
    PersonalField(
        "careers.SavedSearch.params", "保存した条件", _NEWS,
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "careers.SavedSearch.name_sealed", "保存した条件の名前", "見分けやすくするため",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT, sealed=True,
    ),
    PersonalField(
        "careers.SavedSearch.pace", "知らせる間隔", _NEWS,
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "careers.SavedSearch.paused", "条件の休止", _NEWS,
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "careers.Alert.posting", "条件に合ったもの", _NEWS,
        Basis.CONSENT, Stage.NEVER, Retention.NINETY_DAYS,
    ),
    PersonalField(
        "careers.Alert.seen_at", "新着を開いた時刻", "まだ見ていないものに印を付けるため",
        Basis.CONSENT, Stage.NEVER, Retention.NINETY_DAYS,
    ),
    PersonalField(
        "careers.Feed.label_sealed", "予定表を読む端末の名前", "見分けやすくするため",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT, sealed=True,
    ),
    PersonalField(
        "careers.Feed.details", "予定表に内容を載せるか", "選んだとおりに載せるため",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
)  # fmt: skip
