"""The careers app's tables."""

from funade.apps.careers.models.blocks import Block
from funade.apps.careers.models.conditions import ConditionsSheet
from funade.apps.careers.models.feeds import Feed
from funade.apps.careers.models.licence import LicenceCheck, LicencePicture
from funade.apps.careers.models.profile import PhysicianProfile
from funade.apps.careers.models.searches import Alert, SavedSearch
from funade.apps.careers.models.shelf import Favourite, HiddenFacility, Note, Seen, ShelfChoice

__all__ = [
    "Alert",
    "Block",
    "ConditionsSheet",
    "Favourite",
    "Feed",
    "HiddenFacility",
    "LicenceCheck",
    "LicencePicture",
    "Note",
    "PhysicianProfile",
    "SavedSearch",
    "Seen",
    "ShelfChoice",
]
