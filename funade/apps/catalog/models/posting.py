"""求人 and 募集枠."""

from django.db import models
from django.db.models import F, Q

from funade.apps.catalog.enums import PostingStatus, Source
from funade.apps.catalog.models.facility import Facility

DAYS = 1_440


class Posting(models.Model):
    """求人. Lists of codes follow `core.masters`; what is not stated is absent, never 0."""

    public_id = models.CharField(max_length=12, unique=True)
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="postings")
    kind = models.CharField("働き方", max_length=10)
    status = models.CharField(max_length=10, choices=PostingStatus, default=PostingStatus.DRAFT)
    title = models.CharField("見出し", max_length=120)
    name_hidden = models.BooleanField("施設名を伏せる", default=False)
    departments = models.JSONField("診療科", default=list)
    duties = models.JSONField("業務内容", default=list)
    flags = models.JSONField("こだわり条件", default=list)
    permitted_duty = models.CharField("宿日直許可", max_length=20, default="unknown")
    """Of this work: a permission holds for a department and a time band, not for a house."""
    pay_bands = models.JSONField("給与", default=list)
    """`core.terms.wages.PayBand` as objects; empty when pay is not stated."""
    pay_extras = models.JSONField("追加の手当", default=list)
    """``[{"label": str, "amount": int, "per": str}, …]``, e.g. 救急車1台 5,000円."""
    pay_note = models.CharField("給与の補足", max_length=200, blank=True)
    """Words in place of or beside figures: 非公開, 市条例による, 税別."""
    transport = models.CharField("交通費", max_length=20, default="unknown")
    transport_yen = models.PositiveIntegerField("交通費の額", null=True)
    week_minutes = models.PositiveIntegerField("週の勤務時間（分）", null=True)
    terms = models.JSONField("項目", default=dict)
    """Code of `core.terms.fields` → words as stated; a missing code is 記載なし."""
    published_on = models.DateField("掲載日", null=True)
    confirmed_on = models.DateField("最終確認日", null=True)
    expires_on = models.DateField("掲載期限")
    closed_on = models.DateField("終了日", null=True)
    source = models.CharField(max_length=20, choices=Source, default=Source.OWN)
    external_id = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        """A posting of a source is imported once; a published one has its dates."""

        constraints = (
            models.UniqueConstraint(
                fields=("source", "external_id"),
                condition=~Q(external_id=""),
                name="posting_once_per_source",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("spot", "regular", "fulltime")), name="posting_kind"
            ),
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(published_on__isnull=False, expires_on__gte=F("published_on")),
                name="posting_published_has_dates",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False)
                | ~Q(status="closed") & Q(closed_on__isnull=True),
                name="posting_closed_has_its_day",
            ),
        )
        indexes = (models.Index(fields=("status", "expires_on")),)

    def __str__(self) -> str:
        """The title."""
        return self.title


class Opening(models.Model):
    """募集枠: a dated shift, or a recurring slot, with a number of places.

    ``starts`` and ``ends`` are minutes after JST midnight of the (first) day; 翌8:30 is 1,950.
    Figures of pay are derived by the action that saves the posting, so that they can be sorted.
    """

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="openings")
    slot = models.CharField("勤務区分", max_length=20)
    day = models.DateField("勤務日", null=True)
    weekdays = models.JSONField("曜日", default=list)
    cadence = models.CharField("周期", max_length=20, blank=True)
    cadence_weeks = models.JSONField("月の第何週", default=list)
    starts = models.PositiveSmallIntegerField("開始（分）", null=True)
    ends = models.PositiveSmallIntegerField("終了（分）", null=True)
    breaks = models.PositiveSmallIntegerField("休憩（分）", null=True)
    starts_at = models.DateTimeField("開始", null=True)
    ends_at = models.DateTimeField("終了", null=True)
    places = models.PositiveSmallIntegerField("募集人数", default=1)
    places_left = models.PositiveSmallIntegerField("残り", default=1)
    pay_low = models.PositiveIntegerField(null=True)
    pay_high = models.PositiveIntegerField(null=True)
    hourly_low = models.PositiveIntegerField(null=True)
    hourly_high = models.PositiveIntegerField(null=True)

    class Meta:
        """Times run forward, places are not oversold, and a range is a range."""

        constraints = (
            models.CheckConstraint(
                condition=Q(starts__isnull=True)
                | Q(ends__isnull=True)
                | Q(starts__lt=F("ends")) & Q(starts__lt=DAYS, ends__lte=4 * DAYS),
                name="opening_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(places_left__lte=F("places"), places__gte=1), name="opening_places"
            ),
            models.CheckConstraint(
                condition=(
                    Q(pay_low__isnull=True)
                    | Q(pay_high__isnull=True)
                    | Q(pay_low__lte=F("pay_high"))
                )
                & (
                    Q(hourly_low__isnull=True)
                    | Q(hourly_high__isnull=True)
                    | Q(hourly_low__lte=F("hourly_high"))
                ),
                name="opening_pay_range",
            ),
        )
        indexes = (models.Index(fields=("posting", "day", "starts")),)


class PostingRevision(models.Model):
    """What changed in a published posting, as the detail page tells it."""

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="revisions")
    changed_on = models.DateField("変更日")
    label = models.CharField("項目", max_length=60)
    before = models.TextField("変更前", blank=True)
    after = models.TextField("変更後", blank=True)

    class Meta:
        """Newest first, as shown."""

        ordering = ("-changed_on", "-id")
