"""What people ask of us."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from dueto.apps.base.models import Person


class Request(models.Model):
    """Somebody asks for a copy of what is held about them, or to be forgotten; answered once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    source = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(answered_at=None), name="one_open_request_a_kind"
            )
        ]
        indexes = [
            # the page: what waits, the oldest first
            models.Index(fields=["asked_at"], name="request_waiting", condition=Q(answered_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"
