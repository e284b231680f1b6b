"""How long things are kept."""

from __future__ import annotations

from django.db import models


class Retention(models.Model):
    """One rule: what it deletes, after how many days, and how far its last sweep came."""

    kind = models.CharField(max_length=20, primary_key=True)
    days = models.PositiveIntegerField()
    is_on = models.BooleanField(default=False)
    swept_at = models.DateTimeField(null=True)
    deleted = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.days}"
