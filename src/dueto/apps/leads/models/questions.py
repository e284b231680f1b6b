"""The open question about somebody: who finds its answer out, and whether it is left aside."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from dueto.apps.base.models import Person


class Aside(models.Model):
    """A question left aside, by whom and why; lifted as soon as something new is known of the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    field = models.CharField(max_length=60)
    reason = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    laid_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # the queue of questions, and judging: what is left aside of somebody
            models.UniqueConstraint(fields=["person", "field"], condition=Q(lifted_at=None), name="one_aside_a_datum"),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.person_id}"


class Assignment(models.Model):
    """A question that a member finds out, given by whom and when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    field = models.CharField(max_length=60)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "field"], name="one_assignment_a_datum")]

    def __str__(self) -> str:
        return f"{self.field} of {self.person_id}"
