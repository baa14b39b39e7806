"""What the entrance writes by mail, in neutral words (STEALTH S-13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_CODE: Final = (
    "確認コードは次のとおりです。",
    "",
    "{code}",
    "",
    "画面に入力してください。15分間、5回まで試せます。",
    "心当たりがないときは、何もせずにこのメールを捨ててください。だれかがアドレスを打ち間違えた可能性があります。",
    "コードは、運営者を含めて、だれにも伝えないでください。",
)
_NOT_YOU: Final = "心当たりがないときは、すぐにログインして［安全の設定］を確認してください。"


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and the lines below it."""

    subject: str
    lines: tuple[str, ...]


def code_letter(purpose: str, code: str) -> Letter:
    """The letter that carries a code."""
    shown = f"{code[:4]}-{code[4:]}"
    return Letter(CODES[purpose], tuple(line.format(code=shown) for line in _CODE))


def refusal_letter(purpose: str) -> Letter:
    """The letter to an address that cannot be used for this; only its reader learns why."""
    return REFUSALS[purpose]


def invitation_letter(address: str) -> Letter:
    """The letter with the secret link; who invites whom stands on the page behind it."""
    return Letter(
        "招待が届いています",
        (
            "Funade の組織への招待が届いています。",
            "次のページを開くと、内容を確認して参加できます（7日以内）。",
            address,
            "お心当たりがない場合は、このメールを削除してください。",
        ),
    )


CODES: Final = {
    "sign-up": "確認コード",
    "new-password": "確認コード（パスワード）",
    "new-address": "確認コード（メールアドレス）",
}

REFUSALS: Final = {
    "sign-up": Letter(
        "登録のお手続きについて",
        (
            "このアドレスで登録のお手続きがありましたが、すでに登録されています。",
            "ログインの画面からお入りください。",
            "パスキーを使えなくなったときは、ログインの画面の［パスワードを決め直す］から進めます。",
            "心当たりがないときは、何もせずにこのメールを捨ててください。",
        ),
    ),
    "new-password": Letter(
        "パスワードのお手続きについて",
        (
            "このアドレスでパスワードのお手続きがありましたが、登録がありません。",
            "別のアドレスで登録した可能性があります。",
            "心当たりがないときは、何もせずにこのメールを捨ててください。",
        ),
    ),
    "new-address": Letter(
        "メールアドレスのお手続きについて",
        (
            "このアドレスへの変更のお手続きがありましたが、すでに別の登録で使われています。",
            "心当たりがないときは、何もせずにこのメールを捨ててください。",
        ),
    ),
}

NEWS: Final = {
    "address_changed": Letter(
        "メールアドレスを変更しました",
        (
            "登録のメールアドレスが別のアドレスに変わりました。このアドレスには、もう送りません。",
            _NOT_YOU,
        ),
    ),
    "password_changed": Letter(
        "パスワードを変更しました", ("ログインのパスワードが変わりました。", _NOT_YOU)
    ),
    "line_connected": Letter(
        "LINEと連携しました", ("LINEでログインできるようにしました。", _NOT_YOU)
    ),
    "line_disconnected": Letter(
        "LINEとの連携をやめました", ("LINEではログインできません。", _NOT_YOU)
    ),
    "totp_activated": Letter("認証アプリを登録しました", ("認証アプリを登録しました。", _NOT_YOU)),
    "totp_deactivated": Letter("認証アプリを外しました", ("認証アプリを外しました。", _NOT_YOU)),
    "webauthn_added": Letter("パスキーを追加しました", ("パスキーを追加しました。", _NOT_YOU)),
    "webauthn_removed": Letter("パスキーを外しました", ("パスキーを外しました。", _NOT_YOU)),
    "recovery_codes_generated": Letter(
        "予備のコードを作り直しました",
        ("予備のコードを作り直しました。前のコードは使えません。", _NOT_YOU),
    ),
}
"""By the last part of allauth's name of the message."""
