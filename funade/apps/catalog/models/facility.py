"""医療機関, their operators, and their ties to a 医局."""

from django.db import models
from django.db.models import Q

from funade.apps.catalog.enums import LocationPrecision, Source

# Japan from 沖ノ鳥島 to 択捉島 and from 与那国島 to 南鳥島. 0.0 in a source means unknown.
SOUTH, NORTH, WEST, EAST = 20.0, 46.0, 122.0, 154.0


class Operator(models.Model):
    """開設者・法人."""

    name = models.CharField("名称", max_length=200)
    name_key = models.CharField(max_length=200, unique=True)
    """`core.masters.names.facility_key` of the name: what tells two operators apart."""
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)

    def __str__(self) -> str:
        """The name."""
        return self.name


class MedicalOffice(models.Model):
    """医局: a department of a university that members belong to; never an employer."""

    university = models.CharField("大学", max_length=100)
    name = models.CharField("医局", max_length=100)

    class Meta:
        """One row per 医局."""

        constraints = (
            models.UniqueConstraint(fields=("university", "name"), name="medical_office_once"),
        )

    def __str__(self) -> str:
        """University and name."""
        return f"{self.university} {self.name}"


class Facility(models.Model):
    """医療機関（施設）. What nobody has stated is null, "" or ``unknown``, never 0."""

    public_id = models.CharField(max_length=12, unique=True)
    operator = models.ForeignKey(Operator, models.PROTECT, null=True, related_name="facilities")
    name = models.CharField("名称", max_length=200)
    name_kana = models.CharField("フリガナ", max_length=200, blank=True)
    kind = models.CharField("施設種別", max_length=20, default="other")
    prefecture = models.CharField("都道府県コード", max_length=2)
    municipality = models.CharField("市区町村コード", max_length=5, blank=True)
    postal_code = models.CharField("郵便番号", max_length=7, blank=True)
    address = models.CharField("所在地（都道府県から）", max_length=300, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    precision = models.CharField(
        max_length=20, choices=LocationPrecision, default=LocationPrecision.UNKNOWN
    )
    stations = models.JSONField("最寄り", default=list)
    """``[{"line": str, "station": str, "means": "徒歩" | "バス" | "車", "minutes": int}, …]``."""
    beds = models.PositiveIntegerField("病床数", null=True)
    emergency = models.CharField("救急指定", max_length=20, default="unknown")
    overtime_level = models.CharField("時間外の水準", max_length=20, default="unknown")
    permitted_duty = models.CharField("宿日直許可", max_length=20, default="unknown")
    website = models.URLField("ホームページ", max_length=500, blank=True)
    fictional = models.BooleanField("架空の施設", default=False)
    name_key = models.CharField(max_length=200)
    address_key = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        """One row per name and address, whatever lists it stands in."""

        constraints = (
            models.UniqueConstraint(
                fields=("prefecture", "name_key", "address_key"), name="facility_once"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(SOUTH, NORTH), longitude__range=(WEST, EAST)),
                name="facility_in_japan",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, precision="unknown")
                | Q(latitude__isnull=False) & ~Q(precision="unknown"),
                name="facility_precision_says_whether_located",
            ),
        )
        indexes = (models.Index(fields=("prefecture", "municipality")),)

    def __str__(self) -> str:
        """The name."""
        return self.name


class FacilityRecord(models.Model):
    """One line of one list that a facility stands in; what vanished is marked, not deleted."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="records")
    source = models.CharField(max_length=20, choices=Source)
    external_id = models.CharField(max_length=64)
    """The list's own id. Not unique everywhere: the insured list has 536 doubles."""
    record_key = models.CharField(max_length=64)
    """Digest of id, name and address: what makes a second import find the same line."""
    as_of = models.DateField("データ基準日")
    vanished_on = models.DateField("一覧から消えた日", null=True)

    class Meta:
        """A line is known once per list."""

        constraints = (
            models.UniqueConstraint(fields=("source", "record_key"), name="facility_record_once"),
        )


class Affiliation(models.Model):
    """That a facility belongs to, or is staffed by, a 医局."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="affiliations")
    office = models.ForeignKey(MedicalOffice, models.CASCADE, related_name="affiliations")
    relation = models.CharField("関係", max_length=20)
    """Code in `masters.facility.AFFILIATIONS`."""
    stated_by = models.CharField("出典", max_length=200, blank=True)

    class Meta:
        """Each tie once."""

        constraints = (
            models.UniqueConstraint(fields=("facility", "office"), name="affiliation_once"),
        )
