"""Users, their sessions, one-time codes and failed attempts."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """An account. The import makes it with an unusable password: nothing is hashed."""

    username = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)
    informed_at = models.DateTimeField(null=True, blank=True)
    theme = models.CharField(max_length=5, default="", blank=True)

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        db_table = "account"
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__in=["", "light", "dark"]), name="account_theme_known"
            ),
            models.CheckConstraint(
                condition=Q(username__regex=r"^[a-z0-9._-]{3,60}$"), name="account_username_plain"
            ),
        ]

    def __str__(self) -> str:
        return self.username


class Session(AbstractBaseSession):
    """Django's session with its user, so that one statement knows who asks."""

    user_id = models.BigIntegerField(null=True, db_index=True)
    auth_hash = models.CharField(max_length=64, default="")
    shared_device = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    agent = models.CharField(max_length=200, default="")

    class Meta:
        db_table = "account_session"

    @classmethod
    def get_session_store_class(cls) -> type:
        from kinerja.accounts.sessions import SessionStore  # noqa: PLC0415 - Django's extension point

        return SessionStore


class CodePurpose(models.TextChoices):
    ACTIVATION = "ACTIVATION", "Aktivasi akun"
    RESET = "RESET", "Atur ulang kata sandi"


class OneTimeCode(models.Model):
    """A code by which a person chooses a password: stored as sha256, shown once when printed."""

    user = models.ForeignKey(User, models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=10, choices=CodePurpose)
    code_hash = models.BinaryField(max_length=32, unique=True)
    issued_at = models.DateTimeField()
    issued_by_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "account_code"
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(used_at=None), name="account_code_one_open_per_user"
            ),
        ]


class FailedAttempt(models.Model):
    """A failed sign-in: slows the next ones, locks nobody out."""

    at = models.DateTimeField()
    username = models.CharField(max_length=60)
    network = models.CharField(max_length=45)

    class Meta:
        db_table = "account_failed_attempt"
        indexes = [
            models.Index(fields=["username", "at"], name="failed_attempt_by_name"),
            models.Index(fields=["network", "at"], name="failed_attempt_by_network"),
            models.Index(fields=["at"], name="failed_attempt_by_time"),
        ]
