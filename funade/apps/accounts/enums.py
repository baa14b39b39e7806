"""The accounts app's choices."""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """What an organisation does here."""

    FACILITY = "facility", "医療機関"
    AGENCY = "agency", "職業紹介事業者"
    PUBLISHER = "publisher", "編集部"
    OPERATOR = "operator", "運営者"


class Role(TextChoices):
    """What a person may do in an organisation."""

    OWNER = "owner", "管理者"
    CLERK = "clerk", "採用担当"
    COORDINATOR = "coordinator", "担当者"
    EDITOR = "editor", "編集者"
    SUPPORT = "support", "運営担当"


ROLES_OF_KIND = {
    OrganisationKind.FACILITY: (Role.OWNER, Role.CLERK),
    OrganisationKind.AGENCY: (Role.OWNER, Role.COORDINATOR),
    OrganisationKind.PUBLISHER: (Role.OWNER, Role.EDITOR),
    OrganisationKind.OPERATOR: (Role.OWNER, Role.SUPPORT),
}
"""Which roles an organisation can give."""
