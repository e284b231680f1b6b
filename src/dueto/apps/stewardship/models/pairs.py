"""Two people, or two companies, that may be one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Search(models.Model):
    """One search for duplicates among people or companies, whole or only among what is new since the last one."""

    kind = models.CharField(max_length=8)
    is_whole = models.BooleanField(default=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=20, default="")
    looked_at = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind"], condition=Q(ended_at=None), name="one_search_a_kind")]
        indexes = [models.Index(fields=["kind", "-id"], name="search_latest")]  # the page, the nightly one

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at}"


class Pair(models.Model):
    """Two of a kind, the smaller id first. `evidence`: what was compared, how alike, and what that is worth in bits.

    A pair that was decided to be two is never proposed again.
    """

    kind = models.CharField(max_length=8)
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    probability = models.FloatField()
    evidence = models.JSONField(default=list)
    state = models.CharField(max_length=8, default="open")
    search = models.ForeignKey(Search, null=True, on_delete=models.SET_NULL, related_name="+")
    found_at = models.DateTimeField()
    later_until = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "low", "high"], name="one_pair_of_two"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="pair_in_order"),
        ]
        indexes = [
            # the queue: the likeliest first, and how many wait
            models.Index(fields=["kind", "-probability", "-id"], name="pair_open", condition=Q(state="open")),
            models.Index(fields=["later_until"], name="pair_later", condition=Q(state="later")),
            models.Index(fields=["kind", "high"], name="pair_by_high"),  # whoever is merged away leaves their pairs
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.low} {self.high}"
