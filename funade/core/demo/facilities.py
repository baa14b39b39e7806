"""One invented facility: where it stands, what it is, to which 医局 it is bound."""

from dataclasses import dataclass
from functools import cache
from math import cos, pi, radians, sin, sqrt
from random import Random
from typing import Final, NamedTuple

from funade.core.demo.codes import DEMAND
from funade.core.demo.dice import between, pick
from funade.core.demo.names import facility_name, office, station_name, university
from funade.core.demo.places import Place, place_table
from funade.core.demo.profiles import PROFILE_TABLES, PROFILES, kind_of
from funade.core.demo.recipes import Kitchen
from funade.core.demo.towns import towns_of
from funade.core.listings.draft import FacilityDraft, Station
from funade.core.masters.areas import PREFECTURES, place_name

_KM_PER_DEGREE: Final = 111.2
_DEFAULT_DEMAND: Final = 2
_LARGE_BEDS: Final = 200

# How a facility of a profile is bound to a 医局: relation → chance.
_RELATIONS: Final = {
    "university": {"main": 0.8, "branch": 0.2},
    "acute-large": {"affiliated": 0.75, "dispatch": 0.1},
    "acute": {"affiliated": 0.35, "dispatch": 0.2},
    "caremix": {"affiliated": 0.15, "dispatch": 0.2},
    "psychiatric": {"affiliated": 0.2, "dispatch": 0.2},
    "rehab": {"affiliated": 0.1, "dispatch": 0.1},
    "longterm": {"dispatch": 0.12},
    "bed-clinic": {"dispatch": 0.05},
}


class MedicalOffice(NamedTuple):
    """The 医局 behind a facility; ``relation`` is a code of `masters.facility.AFFILIATIONS`."""

    university: str
    office: str
    relation: str


@dataclass(frozen=True, slots=True)
class Site:
    """A facility with what its postings are made from."""

    draft: FacilityDraft
    kitchen: Kitchen
    place: Place
    medical_office: MedicalOffice | None

    @property
    def profile(self) -> str:
        """The name in `profiles.PROFILES`."""
        return self.kitchen.profile


def build_site(rng: Random, number: int) -> Site:
    """The ``number``-th facility of a stream."""
    place = place_table().throw(rng)
    profile = PROFILE_TABLES[place.size].throw(rng)
    lineup = PROFILES[profile].lineups.throw(rng)
    draft = _draft(rng, number, place, profile, lineup)
    kitchen = Kitchen(
        profile,
        lineup,
        draft.emergency,
        draft.permitted_duty,
        (draft.beds or 0) >= _LARGE_BEDS,
    )
    return Site(draft, kitchen, place, _medical_office(rng, profile, draft, lineup))


def _draft(
    rng: Random, number: int, place: Place, profile: str, lineup: tuple[str, ...]
) -> FacilityDraft:
    facts = PROFILES[profile]
    names = facility_name(rng, profile, lineup[0])
    towns = towns_of(place.code)
    town = pick(rng, towns) if towns else None
    latitude, longitude = _near(rng, place)
    return FacilityDraft(
        name=names.name,
        name_kana=names.kana,
        operator=names.operator,
        kind=kind_of(profile),
        prefecture=place.prefecture,
        municipality=place.code,
        postal_code=town.postal_code if town else "",
        address=_address(place.code) + (town.name if town else ""),
        latitude=latitude,
        longitude=longitude,
        precision="town" if town else "municipality",
        stations=_stations(rng, place),
        beds=between(rng, *facts.beds.throw(rng)) if facts.beds else _no_beds(profile),
        emergency=facts.emergency.throw(rng),
        overtime_level=facts.level.throw(rng),
        permitted_duty=facts.permit.throw(rng),
        fictional=True,
        external_id=f"demo-{number:06d}",
    )


@cache
def _address(municipality: str) -> str:
    return PREFECTURES.name(municipality[:2]) + place_name(municipality)


def _no_beds(profile: str) -> int | None:
    """Clinics have no beds; for an office or a care home the question does not arise."""
    return 0 if profile.endswith("clinic") or profile == "checkup-center" else None


def _near(rng: Random, place: Place) -> tuple[float, float]:
    """A point within the place's radius, evenly spread over the disc."""
    distance = place.radius_km * sqrt(rng.random()) / _KM_PER_DEGREE
    angle = rng.random() * 2 * pi
    east = distance * cos(angle) / cos(radians(place.latitude))
    return round(place.latitude + distance * sin(angle), 5), round(place.longitude + east, 5)


def _stations(rng: Random, place: Place) -> tuple[Station, ...]:
    thrown = rng.random()
    if place.size == "small":
        far = Station(*station_name(rng), "車", between(rng, 5, 25))
        return (far,) if thrown < 0.5 else ()
    near = Station(*station_name(rng), "徒歩", between(rng, 2, 15))
    if place.size == "middle" and thrown < 0.35:
        return (Station(near.line, near.station, "バス", between(rng, 8, 25)),)
    if place.size == "large" and thrown < 0.25:
        return near, Station(*station_name(rng), "徒歩", between(rng, 8, 18))
    return (near,) if thrown < 0.9 else ()


def _medical_office(
    rng: Random, profile: str, draft: FacilityDraft, lineup: tuple[str, ...]
) -> MedicalOffice | None:
    thrown = rng.random()
    for relation, chance in _RELATIONS.get(profile, {}).items():
        if thrown < chance:
            region = PREFECTURES[PREFECTURES.position(draft.prefecture)].group
            wanted = [code for code in lineup if DEMAND.get(code, 0) > _DEFAULT_DEMAND]
            return MedicalOffice(university(rng, region), office(rng, wanted), relation)
        thrown -= chance
    return None
