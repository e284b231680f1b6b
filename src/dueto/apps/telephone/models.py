"""Calls that marketing means to make, and how each went."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from dueto.apps.base.models import Activity, Person


class CallRule(models.Model):
    """Calls that Dueto plans by itself: after which occasion, for which aim, at most how many a day."""

    occasion = models.CharField(max_length=8)
    aim = models.CharField(max_length=8)
    per_day = models.PositiveSmallIntegerField()
    member = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "aim"], condition=Q(ended_at=None), name="one_call_rule_an_occasion"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion} {self.aim}"


class CallTask(models.Model):
    """One person to be called: why, on which occasion, what is asked, and when the telephone rings next.

    `because` is the act that gives the occasion; `basis` stands where there is none. `end` says how it ended: the
    result of the last call, or `withdrawn`.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="call_tasks")
    aim = models.CharField(max_length=8)
    occasion = models.CharField(max_length=8)
    because = models.ForeignKey(Activity, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    basis = models.CharField(max_length=10, default="")
    questions = models.JSONField(default=list)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(CallRule, null=True, on_delete=models.SET_NULL, related_name="tasks")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=12, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_open_call_a_person"),
        ]
        indexes = [
            # the list of calls: those that are due first
            models.Index(fields=["due_at", "id"], name="call_task_by_due", condition=Q(ended_at=None)),
            models.Index(fields=["made_at"], name="call_task_by_making"),  # how many a rule made today
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"


class Call(models.Model):
    """One call that was made: its result, how many questions were answered, and whether it made somebody cross."""

    task = models.ForeignKey(CallTask, on_delete=models.CASCADE, related_name="calls")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=12)
    asked = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(default=0)
    has_crossed = models.BooleanField(default=False)
    has_dropped = models.BooleanField(default=False)
    activity = models.OneToOneField(Activity, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="call_by_time")]  # the numbers of the last weeks

    def __str__(self) -> str:
        return f"{self.result} {self.pk}"
