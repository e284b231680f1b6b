"""Two that turned out to be one: rows that say so, and how they came apart again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from dueto.apps.base.models.people import Company, Person


class Merge(models.Model):
    """`gone` turned out to be `kept`. `undo` holds what to put back when the two are separated; ids and states only."""

    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_away")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_in")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undo = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="merged_into_one"),
            models.CheckConstraint(condition=~Q(gone=models.F("kept")), name="merged_into_another"),
        ]
        indexes = [models.Index(fields=["-merged_at", "-id"], name="merge_by_time")]  # the steward's latest

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


class Alone(models.Model):
    """When somebody acted last before others were merged into them; stands as long as anybody is."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+", primary_key=True)
    last_act_at = models.DateTimeField(null=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"person {self.person_id} until {self.since}"


class CompanyMerge(models.Model):
    """`gone` turned out to be the company `kept`. `undo` holds what to put back."""

    gone = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="merges_away")
    kept = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="merges_in")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undo = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="company_merged_into_one"),
            models.CheckConstraint(condition=~Q(gone=models.F("kept")), name="company_merged_into_another"),
        ]
        indexes = [models.Index(fields=["-merged_at", "-id"], name="company_merge_by_time")]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


class Moved(models.Model):
    """Somebody who came to the kept company by a merge, from `company`, their own."""

    merge = models.ForeignKey(CompanyMerge, on_delete=models.CASCADE, related_name="moved")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "person"], name="moved_once_a_merge")]

    def __str__(self) -> str:
        return f"{self.person_id} by {self.merge_id}"
