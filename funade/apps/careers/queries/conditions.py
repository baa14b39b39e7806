"""Reading the conditions sheet."""

from funade.apps.careers.models import ConditionsSheet
from funade.apps.careers.queries.sealed import opened
from funade.apps.catalog.queries import middle_of
from funade.core.conditions.ask import Point, place_to_measure_from
from funade.core.conditions.sheet import Sheet, from_json


def own_sheet(user_id: int) -> Sheet:
    """The member's sheet, empty if they have none. Two SELECTs."""
    row = ConditionsSheet.objects.filter(user_id=user_id).values_list("sealed", flat=True).first()
    return from_json(opened(user_id, {"sheet": row}).get("sheet")) if row else Sheet()


def middle_for(sheet: Sheet) -> Point | None:
    """The point of the commute line's municipality, if there is such a line."""
    place = place_to_measure_from(sheet)
    return middle_of(place) if place else None
