"""Members for browser tests: made in the site's own database, signed in by their session cookie."""

from __future__ import annotations

import subprocess
from itertools import count

from playwright.sync_api import BrowserContext

from tests.e2e.site import TREE, Site

_numbers = count(1)
_SIGN_IN = """
from django.test import Client
from funade.apps.accounts.models import User
user, _ = User.objects.get_or_create(email={email!r})
for name, value in {columns!r}.items():
    setattr(user, name, value)
user.save()
client = Client()
client.force_login(user)
print("key=" + client.session.session_key)
"""
_LOOK = "from funade.apps.accounts.models import *\nprint('answer=' + str({expression}))"


def run(site: Site, code: str) -> str:
    """What `code` prints after its first =, run by the program itself in this installation."""
    done = subprocess.run(
        site._command("django", "shell", "--no-imports", "-c", code),
        env=site._environment(),
        cwd=TREE,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip().partition("=")[2]


def look(site: Site, expression: str) -> str:
    """A value from the site's database, as text."""
    return run(site, _LOOK.format(expression=expression))


def sign_in(context: BrowserContext, site: Site, **columns: object) -> str:
    """A new member is signed in in this browser; returns their address."""
    email = f"browser{next(_numbers)}@example.jp"
    known = {"exit_shown": True, **columns}
    key = run(site, _SIGN_IN.format(email=email, columns=known))
    context.add_cookies([{"name": "session", "value": key, "url": site.url, "httpOnly": True}])
    return email
