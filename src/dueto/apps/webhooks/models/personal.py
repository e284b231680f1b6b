"""What other systems wrote: it may hold names, addresses, anything. Kept only as long as it is needed."""

from __future__ import annotations

from django.db import models

from dueto.apps.webhooks.models.inward import Received
from dueto.apps.webhooks.models.outward import Delivery


class Body(models.Model):
    """What was received, as it was written; deleted when it is understood, and after a month in any case.

    `reasons` are messages by field why it is not understood; they may name what was written.
    """

    received = models.OneToOneField(Received, on_delete=models.CASCADE, related_name="body", primary_key=True)
    text = models.TextField()
    reasons = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"body of {self.received_id}"


class Answered(models.Model):
    """The beginning of what a receiver answered last; not where it is told personal values: it might echo them."""

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="answer", primary_key=True)
    excerpt = models.CharField(max_length=300, default="")

    def __str__(self) -> str:
        return f"answer to {self.delivery_id}"
