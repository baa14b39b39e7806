from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "funade.web.backoffice"
    label = "web_backoffice"
