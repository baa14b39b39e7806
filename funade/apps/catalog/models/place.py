"""The gazetteer."""

from django.db import models


class Town(models.Model):
    """町域 and where it lies: what the geocoder places addresses with."""

    prefecture = models.CharField(max_length=2)
    municipality = models.CharField(max_length=5)
    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=100)
    """`core.masters.addresses.town_key` of the name."""
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        """Each town once."""

        constraints = (
            models.UniqueConstraint(fields=("municipality", "name_key"), name="town_once"),
        )
