"""One import, where it stands, and what has to be known to take it back. Nothing personal stands here."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from dueto.apps.base.models import Company, Person

PATIENCE = timedelta(minutes=1)
"""A piece takes a moment: whoever holds an import without moving it for so long is dead."""


class State(StrEnum):
    """Where an import stands."""

    DRAFT = "draft"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


AT_WORK = (State.CHECKING, State.RUNNING, State.UNDOING)


class Import(models.Model):
    """One list on its way into the base. `choices` say what it means; `counts` what became of its rows until now.

    `place` is how far it went: rows of the file, or the identity up to which it was taken back. Each piece moves it in
    the transaction of what it wrote. `holder` is the worker that has it; another may take it once it stands still.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="draft")
    choices = models.JSONField(default=dict)
    total = models.IntegerField(default=0)
    place = models.BigIntegerField(default=0)
    checked = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    failure = models.JSONField(null=True)
    holder = models.CharField(max_length=36, default="")
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # the lane of jobs: what there is to do
            models.Index(
                fields=["id"], condition=Q(state__in=["checking", "running", "undoing"]), name="import_at_work"
            ),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class SavedMapping(models.Model):
    """What the columns of lists with this header mean, kept under a name for the next time."""

    name = models.CharField(max_length=80, unique=True)
    header = models.CharField(max_length=64, db_index=True)
    choices = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class CompanyHandle(models.Model):
    """By what a company is known to lists: the id of another system, a deal of which only the company is known, and
    each row that said something new of it, so that it is not taken in twice.
    """

    value = models.CharField(max_length=254, unique=True)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    batch = models.BigIntegerField(db_index=True)
    is_projection = True

    def __str__(self) -> str:
        return self.value


class MadeCompany(models.Model):
    """A company that an import brought."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="made_companies")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    is_projection = True

    def __str__(self) -> str:
        return f"company {self.company_id}"


class Moved(models.Model):
    """Somebody who was known before, whom an import gave another company: and which they had."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="moved")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    company_before = models.ForeignKey(Company, null=True, on_delete=models.CASCADE, related_name="+")
    is_projection = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="one_move_an_import")]

    def __str__(self) -> str:
        return f"person {self.person_id}"


class Kept(models.Model):
    """Somebody whom an import brought and who stays although it was taken back, with the reason."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="kept")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(max_length=20)
    is_projection = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="kept_once_an_import")]

    def __str__(self) -> str:
        return f"person {self.person_id}"
