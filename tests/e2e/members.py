"""Members for browser tests: made in the site's own database, signed in by their session cookie."""

from __future__ import annotations

import subprocess

from playwright.sync_api import BrowserContext

from tests.e2e.site import Site

_MAKE = """
import sys
from django.test import Client
from funade.apps.accounts.models import User
user = User.objects.create_user(sys.argv[1], exit_shown=True, **eval(sys.argv[2]))
client = Client()
client.force_login(user)
print("key=" + client.session.session_key)
"""
