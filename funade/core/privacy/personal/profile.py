"""The profile and the licence check."""

from typing import Final

from funade.core.privacy.personal.kinds import Basis, PersonalField, Retention, Stage

_PROFILE: Final = "careers.PhysicianProfile.sealed:"
_CHECK: Final = "医師であることの確認"
_MATCH: Final = "条件に合う順に並べるため"


def _told(key: str, label: str, purpose: str, stage: Stage, basis: Basis) -> PersonalField:
    """One sealed field of the profile."""
    return PersonalField(
        _PROFILE + key, label, purpose, basis, stage, Retention.ACCOUNT, sealed=True
    )


PROFILE_FIELDS: Final = (
    _told("surname", "姓", _CHECK + "と、応募先への提示", Stage.STAGE_2, Basis.CONTRACT),
    _told("given_name", "名", _CHECK + "と、応募先への提示", Stage.STAGE_2, Basis.CONTRACT),
    _told("surname_kana", "セイ", "氏名の読みを間違えないため", Stage.STAGE_2, Basis.CONTRACT),
    _told("given_name_kana", "メイ", "氏名の読みを間違えないため", Stage.STAGE_2, Basis.CONTRACT),
    _told("licence_number", "医籍登録番号", _CHECK, Stage.STAGE_2, Basis.CONTRACT),
    _told("licensed_on", "医籍登録年月日", _CHECK, Stage.STAGE_2, Basis.CONTRACT),
    _told(
        "born_on", "生年月日", "施設が医師等資格確認検索を使うためだけ（年齢での選別はしません）",
        Stage.STAGE_2, Basis.CONTRACT,
    ),
    _told(
        "sex", "性別", "施設が医師等資格確認検索を使うためだけ", Stage.STAGE_2, Basis.CONSENT,
    ),
    _told("university", "出身大学", "経歴の提示", Stage.STAGE_2, Basis.CONSENT),
    _told("graduation_year", "卒業年", "経験年数の目安", Stage.STAGE_1, Basis.CONSENT),
    _told("departments", "診療科", _MATCH, Stage.STAGE_0, Basis.CONSENT),
    _told("qualifications", "資格", _MATCH, Stage.STAGE_1, Basis.CONSENT),
    _told("skills", "手技", _MATCH, Stage.STAGE_1, Basis.CONSENT),
    _told("languages", "診療に使える言語", _MATCH, Stage.STAGE_1, Basis.CONSENT),
    _told("home_place", "通勤の起点（市区町村）", "通いやすさの計算", Stage.NEVER, Basis.CONSENT),
    _told("home_postal", "通勤の起点（郵便番号）", "通いやすさの計算", Stage.NEVER, Basis.CONSENT),
    _told("commutes", "通勤手段", "通いやすさの計算", Stage.NEVER, Basis.CONSENT),
    _told(
        "phone", "電話番号", "同意された時間内の連絡", Stage.STAGE_2, Basis.CONSENT,
    ),
    _told(
        "phone_is_private", "勤務先の番号ではないという確認", "勤務先に知られないため",
        Stage.NEVER, Basis.CONSENT,
    ),
    _told(
        "call_agreed_on", "電話を受けることに同意した日", "同意の記録", Stage.STAFF, Basis.CONSENT,
    ),
    _told("call_days", "電話を受ける日", "同意された時間を守るため", Stage.STAFF, Basis.CONSENT),
    _told(
        "call_from", "電話を受け始める時刻", "同意された時間を守るため", Stage.STAFF, Basis.CONSENT,
    ),
    _told(
        "call_until", "電話を受け終わる時刻", "同意された時間を守るため", Stage.STAFF,
        Basis.CONSENT,
    ),
)  # fmt: skip

OPEN_COLUMNS: Final = tuple(
    PersonalField(
        f"careers.PhysicianProfile.{column}", label, _MATCH,
        Basis.CONSENT, Stage.STAGE_0, Retention.ACCOUNT,
    )
    for column, label in (
        ("departments", "診療科（並べ替え用の写し）"),
        ("qualifications", "資格（並べ替え用の写し）"),
        ("skills", "手技（並べ替え用の写し）"),
        ("graduation_band", "卒業年の5年きざみ（並べ替え用の写し）"),
    )
)  # fmt: skip

LICENCE: Final = (
    PersonalField(
        "careers.LicencePicture.content", "医師免許証の画像（本籍は覆ったもの）", _CHECK,
        Basis.CONSENT, Stage.STAFF, Retention.PICTURE, sealed=True,
    ),
    PersonalField(
        "careers.LicencePicture.covered_at", "覆いを確かめた日時", "本籍を集めていないことの記録",
        Basis.LAW, Stage.STAFF, Retention.PICTURE,
    ),
    PersonalField(
        "careers.LicenceCheck.method", "確認の方法", "確認の記録",
        Basis.CONTRACT, Stage.STAGE_2, Retention.ACCOUNT,
    ),
    PersonalField(
        "careers.LicenceCheck.result", "確認の結果", "確認の記録",
        Basis.CONTRACT, Stage.STAGE_2, Retention.ACCOUNT,
    ),
    PersonalField(
        "careers.LicenceCheck.sealed:compared", "見比べた項目と値", "あとから確かめられるように",
        Basis.CONTRACT, Stage.STAFF, Retention.ACCOUNT, sealed=True,
    ),
    PersonalField(
        "careers.LicenceCheck.sealed:note", "確認の覚え書き", "あとから確かめられるように",
        Basis.CONTRACT, Stage.STAFF, Retention.ACCOUNT, sealed=True,
    ),
    PersonalField(
        "careers.LicenceCheck.checker_name", "確認した職員の氏名", "だれが確認したかを示すため",
        Basis.CONTRACT, Stage.STAFF, Retention.ACCOUNT,
    ),
)  # fmt: skip
