"""Accounts and signing in."""

from typing import Final

from funade.core.privacy.personal.kinds import Basis, PersonalField, Retention, Stage

ACCOUNTS: Final = (
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
        "accounts.Draft.sealed:path", "書きかけのページ", "離れたあとに続きを書くため（7日で消去）",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT, sealed=True,
    ),
    PersonalField(
        "accounts.Draft.sealed:title", "書きかけの題名", "離れたあとに続きを書くため（7日で消去）",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT, sealed=True,
    ),
    PersonalField(
        "accounts.Draft.sealed:fields", "書きかけの入力", "離れたあとに続きを書くため（7日で消去）",
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT, sealed=True,
    ),
)  # fmt: skip

SIGN_IN: Final = (
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
        "accounts.Session.session_data", "ログインの状態", "ログインを保つため",
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
