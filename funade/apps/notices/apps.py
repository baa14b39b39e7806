"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Messages, preferences, channels."""

    name = "funade.apps.notices"
    label = "notices"
    verbose_name = "お知らせ"

    def ready(self) -> None:
        """Registers the checks, which Django finds by import."""
        from funade.apps.notices import checks  # noqa: F401
