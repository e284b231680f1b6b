"""What is to be mended in the base, and how much of it there was, day by day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from dueto.apps.base.models import Person


class Item(models.Model):
    """One thing to be mended about one person: a `gap`, a `clash`, an `invalid` value, something `stale`."""

    is_projection = True
    kind = models.CharField(max_length=8)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=60)
    why = models.CharField(max_length=40, default="")
    weight = models.IntegerField(default=0)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, default="open")
    reason = models.CharField(max_length=200, default="", blank=True)
    seen_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "field"], name="one_item_a_field")]
        indexes = [
            # the list: of a kind, or of an owner, what weighs most first; and the sums
            models.Index(fields=["kind", "-weight", "-id"], name="item_open", condition=Q(state="open")),
            models.Index(fields=["owner", "-weight", "-id"], name="item_of_owner", condition=Q(state="open")),
            models.Index(fields=["-weight", "-id"], name="item_by_weight", condition=Q(state="open")),
            models.Index(fields=["decided_at"], name="item_decided", condition=Q(decided_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.field} of {self.person_id}"


class Tally(models.Model):
    """How many of a kind were open at the end of a day, how many were mended on it: the progress over time."""

    day = models.DateField()
    kind = models.CharField(max_length=10)
    open = models.PositiveIntegerField()
    mended = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "kind"], name="one_tally_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class Swept(models.Model):
    """How far the base has been looked through: a row for each way of looking."""

    what = models.CharField(max_length=20, unique=True)
    up_to = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.what} {self.up_to}"
