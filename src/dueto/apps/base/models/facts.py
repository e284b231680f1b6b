"""What is known of somebody, append-only."""

from __future__ import annotations

from django.db import models

from dueto.apps.base.models.people import Identity


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
