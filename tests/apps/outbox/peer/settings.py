"""The program's own settings and the peer; everything else comes from FUNADE_* variables."""

from funade.config.settings import *  # noqa: F403
from funade.config.settings import INSTALLED_APPS

INSTALLED_APPS += ["tests.apps.outbox.peer"]
