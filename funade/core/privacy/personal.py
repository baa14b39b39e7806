"""The register of personal fields: what is kept, why, on what ground, since when, until when.

職業安定法 5条の5 asks that personal data of job seekers is collected only as far as needed and
that its purpose is stated; 指針 (平成11年労働省告示第141号) 第五 bars 本籍, 出生地, 家族 and the
like. A test walks every table: a field that stands neither here nor among the technical ones
fails it. The page 「お預かりする情報」 prints this table, so what it says is what is stored.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Basis(StrEnum):
    """Why it may be kept."""

    CONTRACT = "サービスの提供に必要なため"
    CONSENT = "ご本人の任意の入力"
    LAW = "法令による保存"
    SECURITY = "不正利用の防止"


class Stage(StrEnum):
    """When somebody else may see it first (STEALTH S-08)."""

    NEVER = "だれにも見せません"
    STAGE_0 = "匿名の段階から（大まかにした形）"
    STAGE_1 = "段階1から"
    STAGE_2 = "段階2から（施設ごとの同意のあと）"
    STAFF = "担当者（担当になったときだけ・記録が残ります）"


class Retention(StrEnum):
    """Until when it is kept."""

    ACCOUNT = "退会まで"
    NINETY_DAYS = "90日"
    THIRTY_FIVE_DAYS = "35日"
    SESSION = "ログアウトまで"
    TWO_YEARS = "2年（帳簿の保存期間）"
    PICTURE = "確認から35日（確認前は送信から90日）。いつでも消せます"
    NUMBER_STAYS = "改ざんを防ぐ記録のため残ります（会員は番号だけ）"


@dataclass(frozen=True, slots=True)
class PersonalField:
    """One kept thing about a person."""

    name: str
    """``app.Model.column``, or ``app.Model.column:key`` for a key inside a sealed column."""
    label: str
    purpose: str
    basis: Basis
    stage: Stage
    retention: Retention
    sealed: bool = False
    """Whether it is encrypted under the member's own key."""


_PROFILE: Final = "careers.PhysicianProfile.sealed:"
_CHECK: Final = "医師であることの確認"
_MATCH: Final = "条件に合う順に並べるため"


def _told(key: str, label: str, purpose: str, stage: Stage, basis: Basis) -> PersonalField:
    """One sealed field of the profile."""
    return PersonalField(
        _PROFILE + key, label, purpose, basis, stage, Retention.ACCOUNT, sealed=True
    )


_ACCOUNTS: Final = (
    PersonalField(
        "accounts.User.email", "メールアドレス", "ログインとお知らせの送信",
        Basis.CONTRACT, Stage.STAGE_2, Retention.ACCOUNT,
    ),
    PersonalField(
        "accounts.User.password", "パスワード（元に戻せない形）", "ログイン",
        Basis.SECURITY, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "accounts.User.last_login", "最後にログインした日時", "乗っ取りに気づくため",
        Basis.SECURITY, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "accounts.User.exit_to", "［すぐに離れる］の行き先", "選んだ行き先に移るため",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "accounts.User.delete_on", "退会の予定日時", "申し込まれた退会を実行するため",
        Basis.CONTRACT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "accounts.Membership.name", "職員の氏名", "会員に、だれが見たかを示すため",
        Basis.CONTRACT, Stage.STAFF, Retention.ACCOUNT,
    ),
    PersonalField(
        "accounts.Membership.role", "職員の役割", "できることを決めるため",
        Basis.CONTRACT, Stage.STAFF, Retention.ACCOUNT,
    ),
    PersonalField(
        "accounts.Invitation.email", "招待した職員のメールアドレス", "招待を届けるため",
        Basis.CONTRACT, Stage.STAFF, Retention.ACCOUNT,
    ),
    PersonalField(
        "accounts.Invitation.name", "招待した職員の氏名", "だれへの招待かを示すため",
        Basis.CONTRACT, Stage.STAFF, Retention.ACCOUNT,
    ),
    PersonalField(
        "accounts.AuditEvent.subject", "見られた会員の番号", "だれの情報が見られたかを示すため",
        Basis.SECURITY, Stage.NEVER, Retention.NUMBER_STAYS,
    ),
    PersonalField(
        "accounts.AuditEvent.reader_name", "見た職員の氏名", "だれが見たかを会員に示すため",
        Basis.SECURITY, Stage.NEVER, Retention.NUMBER_STAYS,
    ),
    PersonalField(
        "accounts.AuditEvent.fields", "見られた項目の名前", "何が見られたかを会員に示すため",
        Basis.SECURITY, Stage.NEVER, Retention.NUMBER_STAYS,
    ),
    PersonalField(
        "accounts.AuditEvent.purpose", "見た目的", "なぜ見られたかを会員に示すため",
        Basis.SECURITY, Stage.NEVER, Retention.NUMBER_STAYS,
    ),
    PersonalField(
        "accounts.Session.seen_at", "最後に操作した時刻", "画面の自動ロック",
        Basis.SECURITY, Stage.NEVER, Retention.SESSION,
    ),
    PersonalField(
        "accounts.Draft.sealed", "書きかけの入力", "離れたあとに続きを書くため（7日で消去）",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT, sealed=True,
    ),
)  # fmt: skip

_SIGN_IN: Final = (
    PersonalField(
        "account.EmailAddress.email", "確認したメールアドレス", "ご本人のアドレスと確かめるため",
        Basis.CONTRACT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "mfa.Authenticator.data", "パスキー・認証アプリの鍵", "ログイン",
        Basis.SECURITY, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "mfa.Authenticator.last_used_at", "パスキーなどを最後に使った日時", "乗っ取りに気づくため",
        Basis.SECURITY, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "usersessions.UserSession.ip", "ログイン中の端末の通信元", "心当たりのない端末に気づくため",
        Basis.SECURITY, Stage.NEVER, Retention.SESSION,
    ),
    PersonalField(
        "usersessions.UserSession.user_agent", "ログイン中の端末のブラウザー名",
        "心当たりのない端末に気づくため", Basis.SECURITY, Stage.NEVER, Retention.SESSION,
    ),
    PersonalField(
        "usersessions.UserSession.last_seen_at", "ログイン中の端末の最後の利用",
        "心当たりのない端末に気づくため", Basis.SECURITY, Stage.NEVER, Retention.SESSION,
    ),
    PersonalField(
        "sessions.Session.session_data", "ログインの状態", "ログインを保つため",
        Basis.CONTRACT, Stage.NEVER, Retention.SESSION,
    ),
    PersonalField(
        "socialaccount.SocialAccount.uid", "LINEログインの番号", "LINEでログインするため",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "socialaccount.SocialAccount.extra_data", "LINEから届いたプロフィール",
        "LINEでログインするため", Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "socialaccount.SocialAccount.last_login", "LINEで最後にログインした日時",
        "乗っ取りに気づくため", Basis.SECURITY, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "socialaccount.SocialToken.token", "LINEの通行証", "LINEでログインするため",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
    PersonalField(
        "socialaccount.SocialToken.token_secret", "LINEの通行証の鍵", "LINEでログインするため",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT,
    ),
)  # fmt: skip

_PROFILE_FIELDS: Final = (
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

_OPEN_COLUMNS: Final = tuple(
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

_LICENCE: Final = (
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

REGISTER: Final[tuple[PersonalField, ...]] = (
    *_ACCOUNTS,
    *_SIGN_IN,
    *_PROFILE_FIELDS,
    *_OPEN_COLUMNS,
    *_LICENCE,
)

FORBIDDEN_WORDS: Final = (
    "honseki", "domicile", "birthplace", "spouse", "family", "marital", "children", "religion",
    "creed", "union_member", "race", "nationality", "本籍", "出生地", "配偶者", "家族", "宗教",
    "信条",
)  # fmt: skip
"""No column, form field or sealed key may carry one of these."""
