"""Who works here."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class Role(models.TextChoices):
    """What somebody may do here. No role at all: a stranger, who sees nothing."""

    MARKETING = "marketing"
    SALES = "sales"
    MANAGER = "manager"
    STEWARD = "steward"
    ADMINISTRATOR = "administrator"
    COLLEAGUE = "colleague"
    STRANGER = ""


class Team(models.TextChoices):
    """Whose voice somebody speaks with."""

    MARKETING = "marketing"
    SALES = "sales"
    MANAGEMENT = "management"


class MemberManager(BaseUserManager["Member"]):
    """Makes members. `create_user` is the name that Django's log-in asks for."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Member:
        """Return a new member with this password, or with none that opens."""
        member = self.model(email=self.normalize_email(email).lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member


class Member(AbstractBaseUser):
    """One person of the company. `zone` and `country` are where they sit: their hours, holidays, numbers and dates."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, default="")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.STRANGER, blank=True)
    team = models.CharField(max_length=20, choices=Team.choices, default=Team.MANAGEMENT)
    language = models.CharField(max_length=5, default="es")
    country = models.CharField(max_length=2, default="PE")
    zone = models.CharField(max_length=60, default="America/Lima")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = MemberManager()

    def __str__(self) -> str:
        return self.name

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone in which this member reads and works."""
        return ZoneInfo(self.zone)

    @property
    def is_member(self) -> bool:
        """Whether this is somebody of the company at all."""
        return self.is_active and self.role != Role.STRANGER

    @property
    def first_name(self) -> str:
        """The name by which colleagues call them."""
        return self.name.split()[0] if self.name else self.email


class Absence(models.Model):
    """A time in which somebody is away: no clock of theirs runs, and nothing new is handed to them."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="absences")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gt=models.F("began_at")), name="absence_ends_after_it_began"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.began_at:%Y-%m-%d}"


class Invitation(models.Model):
    """Somebody is asked to join. Only the hash of the code is kept; the code itself is in the mail."""

    email = models.EmailField()
    name = models.CharField(max_length=120, default="")
    role = models.CharField(max_length=20, choices=Role.choices)
    team = models.CharField(max_length=20, choices=Team.choices)
    code_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class ApiToken(models.Model):
    """The key of another program. Only its hash is kept; the beginning is shown, so that people tell them apart."""

    name = models.CharField(max_length=80)
    beginning = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} {self.beginning}…"


class CallOnce(models.Model):
    """One call of a program that is to do its work once: while it runs without `status`, then with what was answered.

    Answers to calls that write carry ids and derived values only. The key is kept as a hash: programs put anything in.
    """

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="+", db_index=False)
    key_hash = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    location = models.CharField(max_length=200, default="")
    body = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key_hash"], name="one_call_a_key")]
        indexes = [models.Index(fields=["began_at"], name="call_by_age")]  # the job that forgets them after a day

    def __str__(self) -> str:
        return f"call {self.pk}"
