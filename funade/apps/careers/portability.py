"""What the careers app holds about a member (see `accounts.sections`)."""

from funade.apps.careers.portable_profile import SECTIONS as PROFILE
from funade.apps.careers.portable_searches import SECTIONS as SEARCHES
from funade.apps.careers.portable_shelf import SECTIONS as SHELF

SECTIONS = (*PROFILE, *SHELF, *SEARCHES)
