from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "funade.web.shared"
    label = "web_shared"
