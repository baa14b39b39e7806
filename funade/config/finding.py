"""What the doctor says about one thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `text` says what is there, or what to run when it is not."""

    subject: str
    ok: bool
    text: str
