from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "funade.apps.catalog"
    label = "catalog"
