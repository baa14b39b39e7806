"""The pages for when something is not possible: what happened, and what to do next."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ErrorPage:
    """One page in the reader's words: no codes, no blame, a way on."""

    title: str
    message: str
    advice: str


PAGES = {
    400: ErrorPage(
        "リクエストを読み取れませんでした",
        "送られた内容に、読み取れない部分がありました。",
        "前のページに戻り、もう一度お試しください。",
    ),
    403: ErrorPage(
        "このページは表示できません",
        "表示する権限がないか、フォームの有効期限が切れています。",
        "前のページを再読み込みしてから、もう一度お試しください。",
    ),
    404: ErrorPage(
        "ページが見つかりません",
        "アドレスが変わったか、ページがなくなった可能性があります。",
        "アドレスをご確認いただくか、トップページからお探しください。",
    ),
    410: ErrorPage(
        "掲載は終了しました",
        "このページの掲載は終了しています。",
        "トップページから、現在掲載中のものをお探しください。",
    ),
    429: ErrorPage(
        "しばらくお待ちください",
        "短い時間に多くのアクセスがあったため、一時的に表示を止めています。",
        "少し時間をおいて、もう一度お試しください。入力した条件はアドレスに残っています。",
    ),
    500: ErrorPage(
        "ただいま表示できません",
        "サーバーで問題が起きました。原因は記録され、運営者が確認します。",
        "時間をおいて、もう一度お試しください。",
    ),
}

# When even the template fails, e.g. because a static file is missing.
_LAST_RESORT = (
    '<!doctype html><html lang="ja"><meta charset="utf-8"><title>{title}</title>'
    "<h1>{title}</h1><p>{message}</p><p>{advice}</p></html>"
)


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page for `status`, one of PAGES."""
    return render(request, "shared/error.html", {"page": PAGES[status]}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def gone(request: HttpRequest) -> HttpResponse:
    """For a page that existed and will not come back, such as a closed posting."""
    return error_page(request, 410)


def too_many_requests(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """Tells browsers and crawlers to come back in `retry_after` seconds."""
    response = error_page(request, 429)
    response.headers["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Never raises: falls back to bare HTML when the template is what is broken."""
    try:
        return error_page(request, 500)
    except Exception:
        logger.exception("the error page itself failed")
        page = PAGES[500]
        text = _LAST_RESORT.format(title=page.title, message=page.message, advice=page.advice)
        return HttpResponse(text, status=500)
