from django.apps import AppConfig


class FacilityConfig(AppConfig):
    name = "funade.web.facility"
    label = "web_facility"
