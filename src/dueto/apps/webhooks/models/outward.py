"""Who is told of what, and each telling."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Subscription(models.Model):
    """Another program that is told of events. Its secret is made from our key and these columns, and kept nowhere.

    `from_entry` is the newest entry of the journal when it began: what is older is not told, unless it is replayed.
    `failing_since` is the first failure after which nothing arrived. `disabled_at`: we gave up and
    told the administrators.
    """

    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    with_personal = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    generation = models.PositiveSmallIntegerField(default=1)
    rotated_at = models.DateTimeField(null=True)
    from_entry = models.BigIntegerField(default=0)
    paused_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether events are told to it now."""
        return self.paused_at is None and self.disabled_at is None and self.ended_at is None


class Delivery(models.Model):
    """One event for one subscription: an entry of the journal, or a test. Carries no value of it, only the number.

    `problem` is a word of ours (timeout, refused, status…), `status` what the other side answered last.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="+", db_index=False)
    entry_id = models.BigIntegerField(null=True)
    tag = models.CharField(max_length=60)
    happened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    latency_ms = models.PositiveIntegerField(null=True)
    problem = models.CharField(max_length=20, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "entry_id"], name="one_delivery_an_entry")]
        indexes = [
            # the worker's scan: for each subscription what is due first
            models.Index(
                fields=["subscription", "due_at", "id"], name="delivery_due",
                condition=Q(done_at=None) & Q(failed_at=None),
            ),
            models.Index(fields=["subscription", "-id"], name="delivery_log"),  # the page of a subscription
            models.Index(fields=["happened_at", "id"], name="delivery_by_age"),  # forgotten after a month
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class Replay(models.Model):
    """A period to be told again, done piece by piece. `everything`: also what had arrived."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    everything = models.BooleanField(default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    last_entry = models.BigIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"replay {self.pk}"


class Tail(models.Model):
    """How far the journal has been told. `gaps` are numbers that were not there yet, each with when it was missed.

    On PostgreSQL a smaller number may be committed later than a greater one.
    """

    name = models.CharField(max_length=20, unique=True)
    last_id = models.BigIntegerField(default=0)
    gaps = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.name} {self.last_id}"
