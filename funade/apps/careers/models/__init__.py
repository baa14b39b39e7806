"""The careers app's tables."""

from funade.apps.careers.models.feeds import Feed
from funade.apps.careers.models.searches import Alert, SavedSearch

__all__ = ["Alert", "Feed", "SavedSearch"]
