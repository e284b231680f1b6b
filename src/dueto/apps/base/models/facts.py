"""What is known of somebody, or of a company, append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dueto.apps.base.models.people import Company, Identity


class Fact(models.Model):
    """One value of one profile field. `value` is folded, None withdraws; `written` is how it was written.

    Of personal fields only what derives from them stands here: the kind of a mail address, or that it is known.
    """

    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="facts")
    field = models.CharField(max_length=60)
    value = models.CharField(max_length=2000, null=True)
    written = models.CharField(max_length=2000, default="")
    source = models.CharField(max_length=40, default="")
    occurred_at = models.DateTimeField()
    known_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.field} {self.pk}"


class CompanyFact(models.Model):
    """One value of one field on the record of a company; None withdraws.

    `batch` is the import that brought it, so that it can be taken back.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="facts")
    field = models.CharField(max_length=60)
    value = models.CharField(max_length=2000, null=True)
    written = models.CharField(max_length=2000, default="")
    source = models.CharField(max_length=40, default="")
    known_at = models.DateTimeField()
    batch = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            # taking an import back, piece by piece
            models.Index(fields=["batch", "id"], condition=Q(batch__isnull=False), name="company_fact_of_batch"),
            models.Index(fields=["value"], name="company_fact_by_value"),  # whose number or address it is: forgetting
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.pk}"
