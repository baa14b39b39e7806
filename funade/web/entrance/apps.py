from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "funade.web.entrance"
    label = "web_entrance"
