"""What the careers app holds about a member (see `accounts.sections`)."""

from funade.apps.careers.portable_profile import SECTIONS as PROFILE

SECTIONS = PROFILE
