"""The catalog's tables."""

from funade.apps.catalog.models.facility import (
    Affiliation,
    Facility,
    FacilityRecord,
    MedicalOffice,
    Operator,
)
from funade.apps.catalog.models.index import IndexChange, LogReader
from funade.apps.catalog.models.place import Town
from funade.apps.catalog.models.posting import Opening, Posting, PostingRevision

__all__ = [
    "Affiliation",
    "Facility",
    "FacilityRecord",
    "IndexChange",
    "LogReader",
    "MedicalOffice",
    "Opening",
    "Operator",
    "Posting",
    "PostingRevision",
    "Town",
]
