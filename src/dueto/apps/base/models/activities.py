"""What prospects did, append-only, and where each act came from."""

from __future__ import annotations

from django.db import models

from dueto.apps.base.models.people import Identity


class Source(models.Model):
    """Where an act came from, each combination once."""

    channel = models.CharField(max_length=60, default="")
    campaign = models.CharField(max_length=200, default="")
    utm_source = models.CharField(max_length=200, default="")
    utm_medium = models.CharField(max_length=200, default="")
    utm_campaign = models.CharField(max_length=200, default="")
    referrer = models.CharField(max_length=200, default="")
    first_page = models.CharField(max_length=300, default="")
    fingerprint = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.channel


class Activity(models.Model):
    """One thing that somebody did. Texts are folded. Only class `human` scores; nothing is deleted for being a bot."""

    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="activities", db_index=False)
    kind = models.CharField(max_length=12)
    occurred_at = models.DateTimeField()
    known_at = models.DateTimeField()
    classed = models.CharField(max_length=10, default="human", db_column="class")
    reason = models.CharField(max_length=60, default="")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=500, default="")
    site = models.CharField(max_length=200, default="")
    item = models.CharField(max_length=200, default="")
    form = models.CharField(max_length=100, default="")
    event_kind = models.CharField(max_length=40, default="")
    status = models.CharField(max_length=40, default="")
    direction = models.CharField(max_length=12, default="")
    result = models.CharField(max_length=40, default="")
    channel = models.CharField(max_length=40, default="")

    class Meta:
        indexes = [
            models.Index(fields=["identity", "occurred_at"], name="activity_of_identity"),  # judging, the timeline
            models.Index(fields=["known_at"], name="activity_by_knowing"),  # the board's day, replay
            # what came of each form
            models.Index(fields=["form", "occurred_at"], name="activity_of_form", condition=~models.Q(form="")),
            # what was set aside lately, counted by browser and reason without the rows: the page of machines
            models.Index(
                fields=["-known_at", "-id", "identity", "classed", "reason", "kind"],
                name="activity_set_aside",
                condition=~models.Q(classed="human"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Spelling(models.Model):
    """How a folded word of the company's own was first written: for the eyes of people, never for a rule."""

    folded = models.CharField(max_length=200, primary_key=True)
    written = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.written


class InboxMark(models.Model):
    """How far an inbox has been understood, written in the transaction that understands: each hit once."""

    inbox = models.CharField(max_length=200, unique=True)
    last_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.inbox} {self.last_id}"
