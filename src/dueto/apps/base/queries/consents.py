"""Whether somebody may be contacted, and the ledger of consent in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from dueto.apps.base.models import Consent, ConsentText, Person, present
from dueto.apps.base.purposes import CONTACT, is_allowed


@dataclass(frozen=True, slots=True)
class Shown:
    """How often one text was agreed to or refused for one purpose, and when last."""

    purpose: str
    text_version: str
    given: int
    withdrawn: int
    last_at: datetime


def who_may_be_contacted(person_ids: Iterable[int], purpose: str = CONTACT) -> set[int]:
    """Return those of these people who may be contacted for `purpose`; nobody who was forgotten. Two queries."""
    asked = list(person_ids)
    here = set(Person.objects.filter(present(), pk__in=asked).values_list("pk", flat=True))
    last: dict[int, bool] = {}
    rows = Consent.objects.filter(identity__person__in=here, purpose=purpose).order_by("happened_at", "id")
    for person, is_given in rows.values_list("identity__person_id", "is_given"):
        if person is not None:
            last[person] = is_given
    return {person for person in here if is_allowed(purpose, last.get(person))}


def ledger() -> list[Shown]:
    """Return the ledger by purpose and text, the purpose first. One query."""
    rows = (
        Consent.objects.values("purpose", "text_version")
        .annotate(given=Count("id", filter=Q(is_given=True)), withdrawn=Count("id", filter=Q(is_given=False)),
                  last_at=Max("happened_at"))
        .order_by("purpose", "-last_at", "text_version")
    )  # fmt: skip
    return [
        Shown(row["purpose"], row["text_version"], row["given"], row["withdrawn"], row["last_at"]) for row in rows[:200]
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the ledger of a person: what for, yes or no, how and by whom we know, and the text itself."""

    purpose: str
    is_given: bool
    basis: str
    source: str
    by: str
    text_version: str
    text: str
    happened_at: datetime


def told_of(person_id: int, *, limit: int = 100) -> list[Told]:
    """Return the ledger of one person, the newest first, with the texts word by word. Two queries."""
    rows = list(
        Consent.objects.filter(identity__person_id=person_id)
        .select_related("by")
        .order_by("-happened_at", "-id")[:limit]
    )
    texts = ConsentText.objects.in_bulk({row.text_version for row in rows if row.text_version})
    return [
        Told(
            row.purpose, row.is_given, row.basis, row.source, row.by.name if row.by else "", row.text_version,
            texts[row.text_version].text if row.text_version in texts else "", row.happened_at,
        )
        for row in rows
    ]  # fmt: skip


def texts() -> dict[str, str]:
    """Return the texts of consent by their fingerprints. One query."""
    return dict(ConsentText.objects.order_by("fingerprint").values_list("fingerprint", "text")[:500])


def last_words(person_id: int) -> dict[str, bool]:
    """Return what somebody said last, by purpose; those of which they never spoke are not in it. One query."""
    said = Consent.objects.filter(identity__person_id=person_id).order_by("happened_at", "id")
    return dict(said.values_list("purpose", "is_given"))


def is_here(person_id: int) -> bool:
    """Return whether somebody is here, neither forgotten nor merged away. One query."""
    return Person.objects.filter(present(), pk=person_id).exists()
