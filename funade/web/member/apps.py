from django.apps import AppConfig


class MemberConfig(AppConfig):
    name = "funade.web.member"
    label = "web_member"
