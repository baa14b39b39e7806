"""The careers app's tables."""

from funade.apps.careers.models.blocks import Block
from funade.apps.careers.models.conditions import ConditionsSheet
from funade.apps.careers.models.licence import LicenceCheck, LicencePicture
from funade.apps.careers.models.profile import PhysicianProfile
from funade.apps.careers.models.shelf import Favourite, HiddenFacility, Note, Seen, ShelfChoice

__all__ = [
    "Block",
    "ConditionsSheet",
    "Favourite",
    "HiddenFacility",
    "LicenceCheck",
    "LicencePicture",
    "Note",
    "PhysicianProfile",
    "Seen",
    "ShelfChoice",
]
