"""Proving that one reads the mail of an address: a code by letter, kept as a digest in the session.

Whether the address may be used (nobody has it, or somebody has it and forgot the password) decides
only which letter is written. The browser gets the same page, the server does the same work, and
the code page of a refused address accepts nothing, because what it waits for was never a code
(STEALTH S-25).
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from funade.apps.notices.actions.letters import write_letter
from funade.core.kernel.actor import ENTRANCE
from funade.web.entrance.letters import Letter, code_letter, refusal_letter

VALID_FOR: Final = timedelta(minutes=15)
ATTEMPTS: Final = 5
DIGITS: Final = 8


class Purpose(StrEnum):
    """What an address is proved for."""

    SIGN_UP = "sign-up"
    NEW_PASSWORD = "new-password"  # noqa: S105  (a purpose, not a secret)
    NEW_ADDRESS = "new-address"


class Answer(StrEnum):
    """What became of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"
    """Too late or too often: it begins anew."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof under way."""

    email: str
    digest: str
    until: float
    left: int
    proved: bool = False


def begin(
    request: HttpRequest, purpose: Purpose, email: str, *, usable: bool, now: datetime
) -> None:
    """Write the letter and remember what it asks for. Same work whether ``usable`` or not."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    expected = code if usable else secrets.token_hex(DIGITS)
    letter = code_letter(purpose, code) if usable else refusal_letter(purpose)
    post(email, letter, now)
    proof = Proof(email, _digest(email, expected), (now + VALID_FOR).timestamp(), ATTEMPTS)
    request.session[_key(purpose)] = asdict(proof)


def post(email: str, letter: Letter, now: datetime) -> None:
    """Put a letter of the entrance into the outbox."""
    write_letter(
        actor=ENTRANCE,
        address=email,
        subject=letter.subject,
        lines=letter.lines,
        key=f"entrance:{secrets.token_hex(16)}",
        now=now,
    )


def under_way(request: HttpRequest, purpose: Purpose, now: datetime) -> Proof | None:
    """The proof that waits for its code, or has just got it."""
    stored = request.session.get(_key(purpose))
    proof = Proof(**stored) if stored else None
    return proof if proof and now.timestamp() < proof.until else None


def answer(request: HttpRequest, purpose: Purpose, typed: str, now: datetime) -> Answer:
    """Compare a typed code; a wrong one uses up an attempt."""
    proof = under_way(request, purpose, now)
    if proof is None or not proof.left:
        return Answer.OVER
    if constant_time_compare(_digest(proof.email, _plain(typed)), proof.digest):
        request.session[_key(purpose)] = asdict(replace(proof, proved=True))
        return Answer.RIGHT
    proof = replace(proof, left=proof.left - 1)
    request.session[_key(purpose)] = asdict(proof)
    return Answer.WRONG if proof.left else Answer.OVER


def end(request: HttpRequest, purpose: Purpose) -> None:
    """Forget the proof."""
    request.session.pop(_key(purpose), None)


def _plain(typed: str) -> str:
    return "".join(it for it in unicodedata.normalize("NFKC", typed) if it.isalnum())


def _digest(email: str, code: str) -> str:
    return salted_hmac("funade.entrance.proof", f"{email}:{code}", algorithm="sha256").hexdigest()


def _key(purpose: Purpose) -> str:
    return f"proof:{purpose}"
