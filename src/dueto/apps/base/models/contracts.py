"""What a company has bought: its contracts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dueto.apps.base.models.people import Company


class Contract(models.Model):
    """What a company has bought, from when, until when it is agreed, and when it ended if it did.

    `next_on` is what comes next: the renewal or the end, whichever is first; the last of days if neither is known.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="contracts")
    product = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="")
    starts_on = models.DateField()
    renews_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    next_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["next_on", "id"], name="contract_by_what_comes_next")]

    def __str__(self) -> str:
        return f"contract {self.pk}"
