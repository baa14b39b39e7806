from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "funade.web.public"
    label = "web_public"
