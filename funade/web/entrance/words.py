"""What the entrance says, in place of allauth's own texts."""

from __future__ import annotations

from typing import Final

_TOO_OFTEN: Final = (
    "短い時間に何度も試されたため、いったん止めています。"
    "5分ほどたってから、もう一度お試しください。"
)
_WRONG_CODE: Final = "コードが違います。もう一度入力してください。"

ERRORS: Final = {
    "account_inactive": "ログインできません。",
    "email_password_mismatch": "メールアドレスまたはパスワードが違います。",
    "incorrect_code": _WRONG_CODE,
    "incorrect_password": "パスワードが違います。",
    "too_many_login_attempts": _TOO_OFTEN,
    "rate_limited": _TOO_OFTEN,
    "invalid_login": "メールアドレスまたはパスワードが違います。",
}

FACTOR_ERRORS: Final = {
    "incorrect_code": _WRONG_CODE,
    "cannot_delete_authenticator": "最後の1つは外せません。先に別の方法を追加してください。",
    "cannot_generate_recovery_codes": "先にパスキーか認証アプリを登録してください。",
    "unverified_email": "メールアドレスの確認が済んでいません。",
    "add_email_blocked": "このアドレスは使えません。",
}

LINE_ERRORS: Final = {
    "connected_other": "このLINEは、別の登録と連携しています。",
    "email_taken": "このLINEは使えません。",
    "invalid_token": "LINEから確認できませんでした。",
    "no_password": "先にパスワードを決めてください。",
    "no_verified_email": "先にメールアドレスを確認してください。",
    "disconnect_last": "連携をやめられません。",
}
LINE_UNKNOWN: Final = (
    "このLINEは連携されていません。別の方法でログインしてから、［安全の設定］で連携してください。"
)
LINE_FAILED: Final = "LINEで確認できませんでした。もう一度試すか、別の方法でログインしてください。"

MESSAGES: Final = {
    "password_changed": "パスワードを変えました。ほかの端末ではログアウトしました。",
    "totp_activated": "認証アプリを登録しました。",
    "totp_deactivated": "認証アプリを外しました。",
    "webauthn_added": "パスキーを登録しました。",
    "webauthn_removed": "パスキーを外しました。",
    "recovery_codes_generated": "予備のコードを作りました。",
    "account_connected": "LINEと連携しました。",
    "account_connected_updated": "LINEと連携しています。",
    "account_connected_other": LINE_ERRORS["connected_other"],
    "account_disconnected": "LINEとの連携をやめました。",
}
"""By the last part of the name of allauth's template."""

WAYS: Final = {
    "mfa_reauthenticate:webauthn": "パスキーを使う",
    "mfa_reauthenticate": "認証アプリか予備のコードを使う",
    "reauthenticate": "パスワードを使う",
}
"""Ways to show again who one is, best first."""
