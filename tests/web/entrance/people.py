"""Somebody at the entrance: what they type, read and hold."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from funade.apps.accounts.keyring import open_for_house
from funade.apps.accounts.models import User
from funade.apps.outbox.models import Job
from tests.web.entrance.passkey import Passkey

PASSWORD = "とても長い合言葉を四つ並べる夜の海"
_CODE = re.compile(r"^(\d{4}-\d{4})$", re.MULTILINE)


def letters(address: str) -> list[dict[str, Any]]:
    """What was written to an address, oldest first."""
    jobs = Job.objects.filter(kind="notices.letter").order_by("pk")
    opened = [open_for_house(job.payload["sealed"]) for job in jobs]
    return [letter for letter in opened if letter["address"] == address]


def code_for(address: str) -> str:
    """The code in the last letter."""
    found = _CODE.search("\n".join(letters(address)[-1]["lines"]))
    assert found, letters(address)[-1]
    return found[1]


def options_in(response: Any) -> dict[str, Any]:
    """The passkey options of a page."""
    text = response.content.decode()
    found = re.search(r'<script id="passkey-options"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    asked: dict[str, Any] = data.get("creation_options") or data["request_options"]
    return asked


def ask(client: Client, email: str, **more: str) -> Any:
    """The first step of signing up."""
    return client.post("/signup/", {"email": email, "agreed": "on", **more})


def sign_up(client: Client, email: str) -> Passkey:
    """All steps, by passkey."""
    assert ask(client, email).status_code == 302
    assert client.post("/signup/code/", {"code": code_for(email)}).status_code == 302
    passkey = Passkey()
    credential = passkey.create(options_in(client.get("/signup/passkey/")))
    answer = client.post("/signup/passkey/", {"credential": json.dumps(credential)})
    assert answer.headers["Location"] == "/security/codes/"
    return passkey


def sign_in_by_passkey(client: Client, passkey: Passkey, handle: str | None = None) -> Any:
    """With the button."""
    options = client.get("/login/passkey/").json()["request_options"]
    credential = json.dumps(passkey.get(options, handle))
    return client.post("/login/passkey/", {"credential": credential})


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    """With a password."""
    return client.post("/login/", {"login": email, "password": password}, **extra)


def with_password(email: str) -> User:
    """An account that has a password and nothing else."""
    return User.objects.create_user(email, PASSWORD)


def totp_now(secret: str) -> str:
    """What an app shows."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def enrol_totp(client: Client) -> str:
    """Registers an app; returns its secret."""
    client.get("/security/app/")
    secret = str(client.session["mfa.totp.secret"])
    answer = client.post("/security/app/", {"code": totp_now(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret
