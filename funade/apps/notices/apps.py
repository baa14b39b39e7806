"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Messages, preferences, channels."""

    name = "funade.apps.notices"
    label = "notices"
    verbose_name = "お知らせ"
