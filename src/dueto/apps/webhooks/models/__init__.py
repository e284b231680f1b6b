"""The tables of webhooks, out and in. What others sent, until it is understood, stands in `personal`."""

from dueto.apps.webhooks.models.inward import Origin, Received
from dueto.apps.webhooks.models.outward import Delivery, Replay, Subscription, Tail
from dueto.apps.webhooks.models.personal import Answered, Body

__all__ = ["Answered", "Body", "Delivery", "Origin", "Received", "Replay", "Subscription", "Tail"]
