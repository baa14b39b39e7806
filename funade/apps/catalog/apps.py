"""The catalog app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Facilities, postings, openings."""

    name = "funade.apps.catalog"
    label = "catalog"
    verbose_name = "求人と医療機関"
