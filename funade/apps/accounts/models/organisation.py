"""Organisations, who belongs to them, and who has been invited."""

from django.db import models

from funade.apps.accounts.enums import OrganisationKind, Role
from funade.apps.accounts.models.user import User


class Organisation(models.Model):
    """A facility's operator, an agency, an editorial office, or the operator of this site."""

    kind = models.CharField("種類", max_length=20, choices=OrganisationKind)
    name = models.CharField("名称", max_length=200)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    created_at = models.DateTimeField()


class Membership(models.Model):
    """That a person works in an organisation, and as what."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField("役割", max_length=20, choices=Role)
    name = models.CharField("氏名", max_length=100)
    """Shown to members beside every access, so it is the person's working name."""
    created_at = models.DateTimeField()

    class Meta:
        """Once per organisation."""

        constraints = (
            models.UniqueConstraint(fields=("organisation", "user"), name="membership_once"),
        )


class Invitation(models.Model):
    """An open invitation; only the digest of its secret is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField("メールアドレス", max_length=254)
    role = models.CharField("役割", max_length=20, choices=Role)
    name = models.CharField("氏名", max_length=100)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
