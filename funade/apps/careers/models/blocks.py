"""Who must not see a member (STEALTH S-06). What a block covers is decided when it is asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from funade.apps.catalog.models import Facility, MedicalOffice


class Block(models.Model):
    """One thing a member hides from: a facility, a 医局, or all 医局 of a university.

    Names are copied, so that a block whose facility has vanished can still be told and removed;
    until then it covers everybody (`core.privacy.blocks`).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocks")
    facility = models.ForeignKey(Facility, models.SET_NULL, null=True, related_name="+")
    facility_public_id = models.CharField(max_length=12, blank=True)
    office = models.ForeignKey(MedicalOffice, models.SET_NULL, null=True, related_name="+")
    university = models.CharField("大学", max_length=100, blank=True)
    """With ``office_name`` "": the whole university."""
    office_name = models.CharField("医局", max_length=100, blank=True)
    name = models.CharField("名称", max_length=220)
    """As shown when it was chosen."""
    at = models.DateTimeField()

    class Meta:
        """A block names one thing, once."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(facility_public_id="") & Q(university="", office_name="")
                | Q(facility_public_id="", facility__isnull=True) & ~Q(university=""),
                name="block_names_one_thing",
            ),
            models.UniqueConstraint(
                fields=("user", "facility_public_id", "university", "office_name"),
                name="block_once",
            ),
        )
