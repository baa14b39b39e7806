"""お知らせの受け取り方, and what was sent."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funade.apps.notices import queries
from funade.apps.notices.actions import choose
from funade.apps.notices.actions.notify import send_test
from funade.apps.notices.actions.stop_links import revoke_stop_links
from funade.apps.notices.enums import ChannelCode
from funade.core.kernel.actor import user_actor
from funade.web.member.pages import notices as pages
from funade.web.shared.people import user_id_of


@require_safe
def notices_page(request: HttpRequest) -> HttpResponse:
    """Everything about messages on one page: where, when, and the stop."""
    user_id = user_id_of(request)
    choices = queries.choices_of(user_id)
    rows = [pages.channel_row(state) for state in queries.channels_of(user_id, choices)]
    context = {
        "stopped": choices.stopped,
        "channels": [row for row in rows if pages.shown(row)],
        "hours": pages.hours_in_words(choices.hours),
        "silent": choices.silent_outside,
        "digest_hours": pages.digest_options(choices.digest_hour),
        "kinds": pages.messages_in_words(),
    }
    return render(request, "member/notices.html", context)


@require_safe
def log_page(request: HttpRequest) -> HttpResponse:
    """What was sent in the last 90 days."""
    entries = queries.log_of(user_id_of(request), now=timezone.now())
    return render(request, "member/notices-log.html", {"days": pages.log_days(entries)})


@require_http_methods(["GET", "HEAD", "POST"])
def hours_page(request: HttpRequest) -> HttpResponse:
    """One question: when may messages come?"""
    user_id = user_id_of(request)
    choices = queries.choices_of(user_id)
    form = pages.read_hours(request.POST.dict()) if request.method == "POST" else None
    if form is not None and form.hours is not None:
        choose.choose_hours(
            actor=user_actor(user_id),
            user_id=user_id,
            hours=form.hours,
            silent_outside=form.silent_outside,
        )
        messages.success(request, "届ける時間を保存しました。")
        return redirect("member-notices")
    context = {
        "form": form or pages.form_of(choices),
        "can_be_silent": pages.silent_is_possible(queries.channels_of(user_id, choices)),
    }
    return render(request, "member/notices-hours.html", context, status=422 if form else 200)


@require_POST
def switch_channel(request: HttpRequest) -> HttpResponse:
    """Use one channel, or do not."""
    user_id, channel = user_id_of(request), _channel(request)
    on = request.POST.get("on") == "1"
    choose.switch_channel(actor=user_actor(user_id), user_id=user_id, channel=channel, on=on)
    words = "使います" if on else "使いません"
    messages.success(request, f"{channel.label}を{words}。")
    return redirect("member-notices")


@require_POST
def set_digest_hour(request: HttpRequest) -> HttpResponse:
    """At which hour summaries come."""
    user_id = user_id_of(request)
    hour = pages.read_digest_hour(request.POST.dict())
    if hour is None:
        raise Http404
    choose.choose_digest_hour(actor=user_actor(user_id), user_id=user_id, hour=hour)
    messages.success(request, f"まとめは{hour}:00に届けます。")
    return redirect("member-notices")


@require_POST
def stop_all(request: HttpRequest) -> HttpResponse:
    """One tap, no question."""
    user_id = user_id_of(request)
    choose.stop_everything(actor=user_actor(user_id), user_id=user_id, now=timezone.now())
    return redirect("member-notices")


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Back to what was chosen before."""
    user_id = user_id_of(request)
    choose.resume(actor=user_actor(user_id), user_id=user_id)
    messages.success(request, "お知らせを再開しました。")
    return redirect("member-notices")


@require_POST
def test_channel(request: HttpRequest) -> HttpResponse:
    """試しに送る: on one channel, at once."""
    user_id, channel = user_id_of(request), _channel(request)
    actor = user_actor(user_id)
    if not queries.is_connected(user_id, channel):
        raise Http404
    if channel == ChannelCode.EMAIL:
        choose.forget_bounce(actor=actor, user_id=user_id)
    send_test(actor=actor, user_id=user_id, channel=channel, now=timezone.now())
    messages.success(
        request, f"{channel.label}に試しのお知らせを送ります。結果は「届けた記録」に出ます。"
    )
    return redirect("member-notices")


@require_POST
def renew_stop_links(request: HttpRequest) -> HttpResponse:
    """Make the stop links in mails already sent worthless."""
    user_id = user_id_of(request)
    revoke_stop_links(actor=user_actor(user_id), user_id=user_id)
    messages.success(request, "これまでのメールの「お知らせを止める」は使えなくなりました。")
    return redirect("member-notices")


def _channel(request: HttpRequest) -> ChannelCode:
    try:
        return ChannelCode(request.POST.get("channel", ""))
    except ValueError:
        raise Http404 from None
