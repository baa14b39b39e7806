"""The pay of one opening, by the bands its posting states."""

from dataclasses import dataclass

from funade.core.listings.draft import OpeningDraft, PostingDraft
from funade.core.masters.work import FULLTIME
from funade.core.terms.wages import Range, Worked, per_hour, per_shift, per_year


@dataclass(frozen=True, slots=True)
class OpeningPay:
    """Yen per hour, and yen per shift (spot, regular) or per year (fulltime)."""

    hourly: Range
    natural: Range


def opening_pay(posting: PostingDraft, opening: OpeningDraft) -> OpeningPay:
    """What an opening pays, as far as it can be known; see `core.terms.wages`."""
    worked = Worked(shift=paid_minutes(opening), week=posting.week_minutes)
    bands = posting.pay_bands
    natural = per_year(bands) if posting.kind == FULLTIME else per_shift(bands, worked)
    return OpeningPay(per_hour(bands, worked), natural)


def paid_minutes(opening: OpeningDraft) -> int | None:
    """Length of the shift without its break; a break nobody states is not taken off."""
    if opening.starts is None or opening.ends is None:
        return None
    return max(0, opening.ends - opening.starts - (opening.breaks or 0))
