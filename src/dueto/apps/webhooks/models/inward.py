"""Who may tell us of something, and each thing they told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Origin(models.Model):
    """Another system that sends to `/api/v1/hooks/<code>`. `mapping` says where in its JSON each value stands.

    `given_secret` is the secret where the other system made it; else it is made from our key and kept nowhere.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    takes = models.CharField(max_length=10)
    form = models.CharField(max_length=100, default="")
    mapping = models.JSONField(default=dict)
    given_secret = models.CharField(max_length=200, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    generation = models.PositiveSmallIntegerField(default=1)
    rotated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Received(models.Model):
    """One thing that was told, once for each id that the sender gave it.

    What was written stands in the body, apart, until it is understood.
    """

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="+", db_index=False)
    message_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    understood_at = models.DateTimeField(null=True)
    person_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "message_hash"], name="one_message_an_id")]
        indexes = [
            # the worker's scan: what nobody has looked at yet
            models.Index(fields=["id"], name="received_waiting", condition=Q(tried_at=None)),
            models.Index(fields=["origin", "-id"], name="received_log"),  # the page of an origin
            models.Index(fields=["received_at", "id"], name="received_by_age"),  # forgotten after a month
        ]

    def __str__(self) -> str:
        return f"received {self.pk}"
