"""schema.org JobPosting, made from what the page shows and nothing else.

A posting that hides its facility gets none: there is no honest hiringOrganization.
Requirements: schema.org JobPosting as read by search engines, see UX conventions (UX §4.1).
"""

import json
from typing import Any, Final

from funade.apps.catalog.queries import Listing
from funade.core.listings.words import names
from funade.core.masters.areas import PREFECTURES, place_name
from funade.core.masters.departments import DEPARTMENTS
from funade.core.masters.duties import DUTIES
from funade.core.masters.work import FULLTIME, REGULAR, SPOT
from funade.web.public.pages.detail import sections

_EMPLOYMENT: Final = {SPOT: "TEMPORARY", REGULAR: "PART_TIME", FULLTIME: "FULL_TIME"}
_UNITS: Final = {
    "hour": "HOUR",
    "shift": "DAY",
    "day": "DAY",
    "half-day": "DAY",
    "month": "MONTH",
    "year": "YEAR",
}
_ESCAPES: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def job_posting(listing: Listing) -> dict[str, Any] | None:
    """The markup of a posting, or None where it would not be honest."""
    facility, posting = listing.facility, listing.posting
    if posting.name_hidden or listing.closed_on is not None:
        return None
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": posting.title,
        "description": description(listing),
        "identifier": {
            "@type": "PropertyValue",
            "name": facility.name,
            "value": listing.public_id,
        },
        "datePosted": posting.published_on.isoformat(),
        "validThrough": f"{posting.expires_on.isoformat()}T23:59:59+09:00",
        "employmentType": _EMPLOYMENT[posting.kind],
        "hiringOrganization": {"@type": "Organization", "name": facility.name},
        "jobLocation": {"@type": "Place", "address": _address(listing)},
        "occupationalCategory": names(DEPARTMENTS, posting.departments),
        "responsibilities": names(DUTIES, posting.duties),
    }
    salary = _salary(listing)
    return {**found, "baseSalary": salary} if salary else found


def job_posting_script(listing: Listing) -> str:
    """The markup as JSON that is safe inside a script element, or ""."""
    found = job_posting(listing)
    if found is None:
        return ""
    return json.dumps(found, ensure_ascii=False, indent=1).translate(_ESCAPES)


def description(listing: Listing) -> str:
    """Every stated row of the summary table, a line each."""
    return "\n".join(
        f"{row.label}: {'、'.join(row.values)}"
        for section in sections(listing)
        for row in section.rows
        if row.stated
    )


def _address(listing: Listing) -> dict[str, str]:
    facility = listing.facility
    found = {
        "@type": "PostalAddress",
        "addressCountry": "JP",
        "addressRegion": PREFECTURES.name(facility.prefecture),
    }
    if facility.municipality:
        found["addressLocality"] = place_name(facility.municipality)
    return found


def _salary(listing: Listing) -> dict[str, Any] | None:
    """The first band, where its amount and its unit can be stated."""
    bands = listing.posting.pay_bands
    if not bands or bands[0].basis not in _UNITS:
        return None
    band = bands[0]
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": _UNITS[band.basis]}
    if band.low is not None:
        value["minValue"] = band.low
    if band.high is not None:
        value["maxValue"] = band.high
    return {"@type": "MonetaryAmount", "currency": "JPY", "value": value}
