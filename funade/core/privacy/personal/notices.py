"""Messages and the ways they come."""

from typing import Final

from funade.core.privacy.personal.kinds import Basis, PersonalField, Retention, Stage


def _notice(column: str, label: str) -> PersonalField:
    """One choice about messages."""
    return PersonalField(
        f"notices.Preference.{column}",
        label,
        "選ばれた届け方と時間でお知らせを送るため",
        Basis.CONSENT,
        Stage.NEVER,
        Retention.ACCOUNT,
    )


def _delivered(column: str, label: str) -> PersonalField:
    """One part of the log of messages."""
    return PersonalField(
        f"notices.Delivery.{column}",
        label,
        "届けた記録をご本人に見せるため",
        Basis.CONTRACT,
        Stage.NEVER,
        Retention.NINETY_DAYS,
    )


NOTICES: Final = (
    _notice("off", "使わない届け先"),
    _notice("weekday_from", "平日にお知らせを届ける時間（から）"),
    _notice("weekday_until", "平日にお知らせを届ける時間（まで）"),
    _notice("saturday_from", "土曜日にお知らせを届ける時間（から）"),
    _notice("saturday_until", "土曜日にお知らせを届ける時間（まで）"),
    _notice("sunday_from", "日曜日にお知らせを届ける時間（から）"),
    _notice("sunday_until", "日曜日にお知らせを届ける時間（まで）"),
    _notice("silent_outside", "時間の外に音を鳴らさず届けるかどうか"),
    _notice("digest_hour", "まとめを届ける時刻"),
    _notice("stopped_at", "お知らせを止めた日時"),
    PersonalField(
        "notices.Preference.bounced_digest",
        "届かなかったアドレスの指紋（元に戻せない形）",
        "届かないメールを送り続けないため",
        Basis.CONTRACT,
        Stage.NEVER,
        Retention.ACCOUNT,
    ),
    _delivered("channel", "お知らせの届け先"),
    _delivered("code", "お知らせの種類"),
    _delivered("state", "お知らせが届いたかどうか"),
    _delivered("reason", "お知らせが届かなかった理由"),
    _delivered("created_at", "お知らせの日時"),
)

CHANNELS: Final = tuple(
    PersonalField(
        f"notices.{column}", label, purpose,
        Basis.CONSENT, Stage.NEVER, Retention.ACCOUNT, sealed=sealed,
    )
    for column, label, purpose, sealed in (
        ("LineLink.address", "LINEのユーザーID", "LINEでのお知らせの送信", True),
        ("LineLink.lookup", "LINEのユーザーIDの照合値", "だれのLINEかを知るため", False),
        ("LineLink.sent_at", "LINEで最後に送った時刻", "送りすぎないため", False),
        ("PushDevice.sealed:endpoint", "通知先の端末の宛先", "プッシュ通知の送信", True),
        ("PushDevice.sealed:p256dh", "通知先の端末の公開鍵", "プッシュ通知の暗号化", True),
        ("PushDevice.sealed:auth", "通知先の端末の合言葉", "プッシュ通知の暗号化", True),
        ("PushDevice.sealed:label", "通知先の端末の呼び名", "端末を見分けるため", True),
        ("PushDevice.lookup", "通知先の端末の照合値", "同じ端末を二重に登録しないため", False),
        ("PushDevice.sent_at", "端末に最後に送った時刻", "届いているか確かめるため", False),
        ("PushDevice.last_topic", "最後に送ったお知らせの番号", "二重に送らないため", False),
    )
)  # fmt: skip
