"""The outbox app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Durable jobs and schedules."""

    name = "funade.apps.outbox"
    label = "outbox"
    verbose_name = "送信箱"
