"""The erasure ledger."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Erasure(models.Model):
    """One person who was forgotten, by number, for ever. A restored backup is made to forget them again.

    `person_created_at` tells whether a number still means the same person: after a restore, numbers are given anew.
    `scrubbed_at` is when the files themselves had been cleaned; `touched` are the tables that must be written anew for
    that, beside the personal ones. `log_mark` is the place in PostgreSQL's write-ahead log up to which it may still
    hold them; empty once it does not.
    """

    person_id = models.BigIntegerField()
    person_created_at = models.DateTimeField()
    erased_at = models.DateTimeField()
    why = models.CharField(max_length=20, default="asked")
    touched = models.JSONField(default=list)
    scrubbed_at = models.DateTimeField(null=True)
    log_mark = models.CharField(max_length=20, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "person_created_at"], name="one_erasure_a_person"),
        ]
        indexes = [
            # the worker asks whether anything has to be scrubbed
            models.Index(fields=["erased_at"], name="erasure_to_scrub", condition=Q(scrubbed_at=None)),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id}"
