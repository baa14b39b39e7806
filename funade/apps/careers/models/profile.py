"""What a physician has told about themselves."""

from django.db import models

from funade.apps.accounts.models import User


class PhysicianProfile(models.Model):
    """One member's profile: sealed as a whole, and beside it what ranking needs.

    The open columns hold codes that thousands share; whatever could name a person is only in
    `sealed`, under the member's own key (`core.profile.Profile` as JSON).
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="profile")
    sealed = models.TextField()
    departments = models.JSONField("診療科", default=list)
    qualifications = models.JSONField("資格", default=list)
    skills = models.JSONField("手技", default=list)
    graduation_band = models.PositiveSmallIntegerField("卒業年（5年きざみ）", null=True)
    updated_at = models.DateTimeField()
