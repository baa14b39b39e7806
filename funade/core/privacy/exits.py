"""Where 「すぐに離れる」 leads: sites that say nothing about the person (STEALTH S-18)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Exit:
    """A neutral destination."""

    code: str
    name: str
    url: str
    """Absolute, or "" for a blank page of our own."""


EXITS: Final = (
    Exit("jma", "気象庁の天気予報", "https://www.jma.go.jp/bosai/forecast/"),
    Exit("pubmed", "PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    Exit("blank", "白いページ", ""),
)


def exit_of(code: str) -> Exit:
    """The destination of a code; the first one for a code that is no longer offered."""
    return next((it for it in EXITS if it.code == code), EXITS[0])
