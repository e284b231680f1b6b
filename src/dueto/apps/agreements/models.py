"""Versions of the agreement and their signatures."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Versions by where they stand."""

    def effective(self) -> AgreementQuerySet:
        """Return those that both teams signed, the one that took effect last first."""
        return self.exclude(effective_at=None).order_by("-effective_at", "-id")


AgreementManager = models.Manager.from_queryset(AgreementQuerySet)


class Agreement(models.Model):
    """One version: the canonical document with its hash. In force is, of the effective ones, the latest that has come.

    `effective_at` is set when both teams have signed this hash. `observes_until` is the end of the time in which a
    definition shows what it would hand over without handing anything over.
    """

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    document = models.JSONField()
    hash = models.CharField(max_length=64)
    proposed_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    observes_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = AgreementManager()

    class Meta:
        indexes = [models.Index(fields=["effective_at", "id"], name="agreement_in_force")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Signature(models.Model):
    """One team's word for one exact document. `for_both` marks one person who signed for both teams."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    for_both = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "side"], name="one_signature_a_side")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.side}"
