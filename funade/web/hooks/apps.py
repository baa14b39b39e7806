from django.apps import AppConfig


class HooksConfig(AppConfig):
    name = "funade.web.hooks"
    label = "web_hooks"
