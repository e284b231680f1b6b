"""The contract by which marketing passes a lead to an executive, and everything that runs from it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from dueto.apps.leads.models import Lead


class Seat(models.Model):
    """One executive's place in the turn, by counts alone, so that a restart changes nothing.

    `start` are turns reckoned as taken for times without a part in it; `credits` those given back.
    """

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seat")
    weight = models.PositiveSmallIntegerField(default=1)
    open_cap = models.PositiveIntegerField(null=True)
    territories = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    start = models.IntegerField(default=0)
    assigned = models.PositiveIntegerField(default=0)
    credits = models.PositiveIntegerField(default=0)
    was_away = models.BooleanField(default=False)
    ahead = models.IntegerField(default=0)
    last_assigned_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"seat of {self.member_id}"


class HandoffQuerySet(models.QuerySet["Handoff"]):
    """Hand-offs by where they stand."""

    def of(self, member_id: int) -> HandoffQuerySet:
        """Return those in the hands of one executive."""
        return self.filter(executive_id=member_id)

    def awaiting_answer(self) -> HandoffQuerySet:
        """Return those that sales has neither accepted nor returned."""
        return self.filter(state="sent")


HandoffManager = models.Manager.from_queryset(HandoffQuerySet)


class Handoff(models.Model):
    """One hand-off: prepared → sent → accepted | returned | lapsed | withdrawn. `why`: how it was routed.

    `heard_at` is the last human act of sales on it; `silent_at` when to look whether the silence is long enough, worked
    out again before anything follows from it.
    """

    lead = models.OneToOneField(Lead, on_delete=models.PROTECT, related_name="handoff")
    state = models.CharField(max_length=10)
    executive = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="handoffs"
    )
    why = models.JSONField(default=list)
    is_fast = models.BooleanField(default=False)
    prepared_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    first_contact_at = models.DateTimeField(null=True)
    meeting_at = models.DateTimeField(null=True)
    next_attempt_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    silent_at = models.DateTimeField(null=True)

    objects = HandoffManager()

    class Meta:
        indexes = [
            models.Index(fields=["executive", "state", "sent_at"], name="handoff_of_executive"),  # the desk
            models.Index(fields=["sent_at"], name="handoff_by_sending"),  # the week's and the month's counts
            models.Index(fields=["answered_at"], name="handoff_by_answer"),
            # the worker's next look at silence
            models.Index(fields=["silent_at", "id"], name="handoff_silent", condition=Q(silent_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"handoff of {self.lead_id}"


class Clock(models.Model):
    """One running commitment. `due_at` is worked out again before anything follows from it; `next_at` is when to look.

    `owed_by` is whose working time it counts; without one, it is that of the agreement's calendar (marketing).
    `state` is met, missed, or moot if its reason went away in time; until it is stopped, as it was when last looked at.
    """

    handoff = models.ForeignKey(Handoff, on_delete=models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=14)
    side = models.CharField(max_length=10)
    owed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    budget = models.DurationField()
    agreed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    fired = models.JSONField(default=list)
    state = models.CharField(max_length=8, default="running")
    stopped_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handoff", "kind"], condition=Q(stopped_at=None), name="one_running_clock_a_kind"
            )
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], name="clock_to_look_at", condition=Q(next_at__isnull=False)),
            models.Index(fields=["side", "due_at"], name="clock_running", condition=Q(stopped_at=None)),
            models.Index(fields=["kind", "started_at"], name="clock_by_start"),  # how well each promise was kept
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.handoff_id}"


class Attempt(models.Model):
    """One attempt to reach the contact, and how it went."""

    handoff = models.ForeignKey(Handoff, on_delete=models.CASCADE, related_name="attempts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10)
    result = models.CharField(max_length=14)
    happened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.channel} {self.result}"


class Return(models.Model):
    """What sales gave back and why, and what marketing answered. Notes are personal: erased with the person."""

    handoff = models.ForeignKey(Handoff, on_delete=models.CASCADE, related_name="returns")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_recycling = models.BooleanField(default=False)
    reason = models.CharField(max_length=200)
    counts = models.BooleanField(default=False)
    note = models.TextField(max_length=2000, default="", blank=True)
    which_one = models.CharField(max_length=200, default="", blank=True)
    returned_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, default="", blank=True)
    answer_note = models.TextField(max_length=2000, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["returned_at"], name="return_unanswered", condition=Q(answered_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.handoff_id}"


class Notice(models.Model):
    """Something that one member should hear of, in the app."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30)
    handoff = models.ForeignKey(Handoff, null=True, on_delete=models.CASCADE, related_name="notices")
    details = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["member", "-id"], name="notice_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.member_id}"
