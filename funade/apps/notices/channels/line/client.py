"""Calls to LINE. Every failure leaves here as the outbox knows it, naming nobody."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.conf import settings
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    FlexBox,
    FlexBubble,
    FlexButton,
    FlexMessage,
    FlexText,
    Message,
    MessagingApi,
    PushMessageRequest,
    ReplyMessageRequest,
    TextMessage,
    URIAction,
)
from linebot.v3.messaging.exceptions import ApiException
from urllib3.exceptions import HTTPError

from funade.apps.notices.channels import QuotaExceededError
from funade.apps.notices.channels.line.texts import OPEN_BUTTON
from funade.apps.notices.channels.waiting import asked_to_wait
from funade.apps.outbox.handling import GiveUpError, TryAgainError

TIMEOUT: Final = (3.05, 10.0)
"""Seconds to connect and to wait for the answer."""
_ALT_TEXT_MOST: Final = 400
_OVER_QUOTA: Final = "monthly limit"


def push(*, to: str, retry_key: str, message: Message, silent: bool, now: datetime) -> str:
    """Send one message once; returns LINE's id of the request that was accepted.

    Raises TryAgainError, GiveUpError, and QuotaExceededError when the month is used up.
    """
    request = PushMessageRequest(to=to, messages=[message], notificationDisabled=silent)
    try:
        answer = _api().push_message_with_http_info(
            request, x_line_retry_key=retry_key, _request_timeout=TIMEOUT
        )
    except ApiException as error:
        if error.status == 409:  # an earlier try of ours was accepted
            return str((error.headers or {}).get("x-line-accepted-request-id", ""))
        raise _meaning(error, now) from None
    except HTTPError:
        raise TryAgainError("LINE could not be reached") from None
    return str((answer.headers or {}).get("x-line-request-id", ""))


def reply(*, token: str, message: Message, now: datetime) -> None:
    """Answer a message of the user; free of charge. Raises as `push` does."""
    request = ReplyMessageRequest(replyToken=token, messages=[message])
    _call(lambda: _api().reply_message(request, _request_timeout=TIMEOUT), now)


def link_token(*, line_user: str, now: datetime) -> str:
    """A token that proves, for ten minutes and once, which LINE user opens the dialog."""
    answer = _call(lambda: _api().issue_link_token(line_user, _request_timeout=TIMEOUT), now)
    return str(answer.link_token)


def limit_and_usage(now: datetime) -> tuple[int | None, int]:
    """How many messages LINE allows this month, None for no limit, and how many it counted."""
    quota = _call(lambda: _api().get_message_quota(_request_timeout=TIMEOUT), now)
    used = _call(lambda: _api().get_message_quota_consumption(_request_timeout=TIMEOUT), now)
    return quota.value, used.total_usage


def notice(title: str, lines: tuple[str, ...], url: str) -> Message:
    """A bubble with one button. Without a bare URL in it, LINE fetches no preview."""
    return _bubble(title, lines, OPEN_BUTTON, url)


def invitation(text: str, button: str, url: str) -> Message:
    """A bubble that leads to the next step."""
    return _bubble(text, (), button, url)


def plain(text: str) -> Message:
    """A message without a button."""
    return TextMessage(text=text)


def _bubble(title: str, lines: tuple[str, ...], button: str, url: str) -> Message:
    rows = [
        FlexText(text=title, weight="bold", wrap=True),
        *(FlexText(text=line, size="sm", wrap=True, margin="md") for line in lines if line),
    ]
    action = URIAction(label=button, uri=url)
    return FlexMessage(
        altText=title[:_ALT_TEXT_MOST],
        contents=FlexBubble(
            body=FlexBox(layout="vertical", contents=rows),
            footer=FlexBox(layout="vertical", contents=[FlexButton(action=action)]),
        ),
    )


def _call[Answer](call: Callable[[], Answer], now: datetime) -> Answer:
    try:
        return call()
    except ApiException as error:
        raise _meaning(error, now) from None
    except HTTPError:
        raise TryAgainError("LINE could not be reached") from None


def _meaning(error: ApiException, now: datetime) -> TryAgainError | GiveUpError:
    status = error.status or 0
    if status == 429:
        if _OVER_QUOTA in _text(error.body).lower():
            return QuotaExceededError("LINE carries no more messages this month")
        headers: Any = error.headers or {}
        return TryAgainError("LINE asks to wait", asked_to_wait(headers.get("Retry-After"), now))
    if 400 <= status < 500 and status != 408:
        return GiveUpError(f"LINE refused with {status}")
    return TryAgainError(f"LINE answered {status}")


def _text(body: bytes | str | None) -> str:
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else body or ""


def _api() -> MessagingApi:
    return _connected(settings.FUNADE_LINE_API, settings.FUNADE_LINE_CHANNEL_TOKEN)


@cache
def _connected(host: str, token: str) -> MessagingApi:
    """One pool of connections per process. Repeating is the outbox's work, not the library's."""
    configuration = Configuration(host=host, access_token=token)
    configuration.retries = False  # follows no redirect either
    return MessagingApi(ApiClient(configuration))
