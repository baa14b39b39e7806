"""Who can sign in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

LOCK_MINUTES_MIN = 1
LOCK_MINUTES_MAX = 30


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **columns: Any) -> "User":
        """A stored user; without a password one that cannot sign in by password."""
        user = self.model(email=email.strip(), **columns)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account, whatever they are here: physician, facility or agency staff.

    Knows no name: a physician's stands sealed in their profile, a clerk's in the membership.
    """

    email = models.EmailField("メールアドレス", max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    is_physician = models.BooleanField("医師会員", default=True)
    """Signed up here; staff come by invitation and have memberships instead."""
    created_at = models.DateTimeField(default=timezone.now)
    lock_minutes = models.PositiveSmallIntegerField("自動ロックまでの分", default=5)
    exit_to = models.CharField("すぐに離れるときの行き先", max_length=20, default="jma")
    """Code in `core.privacy.exits.EXITS`."""
    exit_shown = models.BooleanField("「離れる」の説明を見た", default=False)
    """The page that explains it comes before the first page that has it."""
    delete_on = models.DateTimeField("削除する時刻", null=True)
    """Set when the member has asked to be deleted; the worker acts on it (STEALTH S-29)."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        """One account per address, however it is capitalised."""

        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=Q(lock_minutes__range=(LOCK_MINUTES_MIN, LOCK_MINUTES_MAX)),
                name="user_lock_minutes_in_range",
            ),
        )


class DataKey(models.Model):
    """The key of one member's sealed fields, itself sealed by the installation's keyring.

    Destroying this row makes every sealed field of the member unreadable, wherever copies are.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="data_key")
    wrapped = models.TextField()
    wrapped_at = models.DateTimeField()
