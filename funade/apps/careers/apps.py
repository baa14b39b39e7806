"""The careers app."""

from django.apps import AppConfig


class CareersConfig(AppConfig):
    """What belongs to one physician."""

    name = "funade.apps.careers"
    label = "careers"
    verbose_name = "会員のもの"
