"""The careers app's tables."""

from funade.apps.careers.models.licence import LicenceCheck, LicencePicture
from funade.apps.careers.models.profile import PhysicianProfile

__all__ = ["LicenceCheck", "LicencePicture", "PhysicianProfile"]
