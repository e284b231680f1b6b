"""Free text that members write around lists; it may name people, so it stands apart."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class SavedView(models.Model):
    """A list that somebody keeps: its conditions as its address says them, its columns and its order.

    What was searched for is never kept: it may name somebody.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    conditions = models.CharField(max_length=1500, blank=True, default="")
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_view_a_name")]
        indexes = [
            models.Index(fields=["name"], name="view_shared", condition=Q(is_shared=True)),  # the tabs of everybody
        ]

    def __str__(self) -> str:
        return f"view {self.pk}"


class Bulk(models.Model):
    """One thing done to many people, piece by piece: `chosen` names them, or else the conditions mean them.

    `said` is the note to write; it is emptied when the work is over. `asked` is what else was asked, `reached` up to
    whom it has come. `listed` is the list that it was begun from, as its address says it, without words searched for.
    `counted` is the work that only counted whom this one would reach, if it was counted before.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=20)
    said = models.TextField(max_length=4000, blank=True, default="")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    chosen = models.JSONField(default=list)
    conditions = models.JSONField(default=dict)
    selected = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=dict)
    reached = models.CharField(max_length=80, blank=True, default="")
    asked = models.JSONField(default=dict)
    listed = models.CharField(max_length=1500, blank=True, default="")
    counted = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="carried_out")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="bulk_open", condition=Q(ended_at=None)),  # the worker's next piece
        ]

    def __str__(self) -> str:
        return f"bulk {self.pk}"
