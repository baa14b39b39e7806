"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, organisations, keys, the audit trail."""

    name = "funade.apps.accounts"
    label = "accounts"
    verbose_name = "会員と組織"
