"""The journal, append-only, and the outbox."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One decision by a person or by Dueto. Carries ids and derived values only, never a name or an address."""

    tag = models.CharField(max_length=60)
    happened_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    agreement_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "id"], name="entry_of_person"),  # the person's page
            models.Index(fields=["subject", "subject_id", "id"], name="entry_of_subject"),  # a lead's story
            models.Index(fields=["happened_at", "id"], name="entry_by_time"),  # the journal's page, the board
        ]

    def __str__(self) -> str:
        return f"{self.tag} {self.subject} {self.subject_id}"


class EffectQuerySet(models.QuerySet["Effect"]):
    """Effects by where they stand."""

    def waiting(self) -> EffectQuerySet:
        """Return those that still have to leave."""
        return self.filter(done_at=None, failed_at=None)

    def failed(self) -> EffectQuerySet:
        """Return those that somebody has to look at."""
        return self.filter(done_at=None).exclude(failed_at=None)


EffectManager = models.Manager.from_queryset(EffectQuerySet)


class Effect(models.Model):
    """One row of the outbox: something that leaves for the world after the decision is stored, once.

    `leaving_at` is written at the last instant at which it can still be held back. Where it stands without `done_at`,
    nobody knows whether it left: it is not sent again by itself, a person decides.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    body = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    leaving_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, default="")

    objects = EffectManager()

    class Meta:
        indexes = [
            # read by the worker's scan: the earliest that still has to leave
            models.Index(fields=["due_at", "id"], name="effect_due", condition=Q(done_at=None) & Q(failed_at=None)),
        ]

    def __str__(self) -> str:
        return self.key
