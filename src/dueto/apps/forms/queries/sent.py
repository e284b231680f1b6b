"""What came in by forms: one of them, the mail that asks to confirm it, and the numbers of each form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, Sum

from dueto.apps.base.models import Handle
from dueto.apps.forms.models import Content, FormDay, Submission


@dataclass(frozen=True, slots=True)
class Standing:
    """How one form that was sent stands. `is_here`: whoever sent it has not been forgotten."""

    id: int
    form: str
    identity_id: int
    content_id: int | None
    content: str
    has_file: bool
    language: str
    sent_at: datetime
    awaits: bool
    confirmed_at: datetime | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The mail that asks to confirm an address."""

    submission_id: int
    email: str
    form: str
    language: str
    content: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """What became of one form in a period."""

    seen: int = 0
    begun: int = 0
    refused: int = 0
    sent: int = 0
    awaiting: int = 0
    confirmed: int = 0


def standing_of(submission_id: int) -> Standing | None:
    """Return how one form that was sent stands. One query."""
    row = Submission.objects.select_related("content", "identity__person").filter(pk=submission_id).first()
    if row is None:
        return None
    person, content = row.identity.person, row.content
    is_there = content is not None and content.retired_at is None
    return Standing(
        row.pk, row.form, row.identity_id, row.content_id if is_there else None,
        content.title if content is not None and is_there else "", bool(content and content.stored), row.language,
        row.sent_at, row.awaits, row.confirmed_at, person is not None and person.erased_at is None,
    )  # fmt: skip


def to_confirm(submission_id: int) -> Asked | None:
    """Return what the mail needs; None once it is confirmed, or where there is no address any more. Two queries."""
    row = Submission.objects.select_related("content").filter(pk=submission_id, awaits=True).first()
    if row is None:
        return None
    handle = Handle.objects.filter(identity_id=row.identity_id, kind="email").values_list("value", flat=True).first()
    if handle is None:
        return None
    return Asked(row.pk, handle, row.form, row.language, row.content.title if row.content else "")


def numbers(forms: Iterable[str], *, since: datetime) -> dict[str, Numbers]:
    """Return the numbers of these forms since then, by name. Two queries."""
    names = list(forms)
    days = FormDay.objects.filter(form__in=names, day__gte=_day(since)).values_list("form")
    seen = {form: counts for form, *counts in days.annotate(Sum("seen"), Sum("begun"), Sum("refused"))}
    rows = Submission.objects.filter(form__in=names, sent_at__gte=since).values_list("form")
    sent = {
        form: counts
        for form, *counts in rows.annotate(
            Count("id"), waiting=Count("id", filter=Q(awaits=True)), done=Count("id", filter=~Q(confirmed_at=None))
        )
    }
    return {name: Numbers(*seen.get(name, (0, 0, 0)), *sent.get(name, (0, 0, 0))) for name in names}


def has_file(content_id: int) -> bool:
    """Return whether a piece of content is a file that we keep."""
    return Content.objects.filter(pk=content_id).exclude(stored="").exists()


def _day(instant: datetime) -> date:
    return instant.date()
