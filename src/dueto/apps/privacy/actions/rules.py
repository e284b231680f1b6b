"""What is kept only so long: each rule finds what has been kept long enough, and lets go of it piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from dueto.apps.base.models import Activity, Fact, Handle, Note, Person, present
from dueto.apps.conversations.models import Message as Mail
from dueto.apps.forms.models import Submission
from dueto.apps.leads.models import Lead
from dueto.apps.privacy.actions.erasing import RETAINED, UnableToErase, erase
from dueto.domain.basics.message import Message, say


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing: what it is, how long it is kept by default, whether that is on unless somebody says so.

    `found` are the rows kept since before an instant; `let_go` does away with some of them, and answers how many.
    """

    label: Message
    means: Message
    days: int
    least: int
    found: Callable[[datetime], QuerySet[Any]]
    let_go: Callable[[QuerySet[Any], int, datetime], int]
    is_on: bool = False


def _idle_people(before: datetime) -> QuerySet[Person]:
    """Return people without an act since then who are no customer, and of no customer, and with nobody's hand-off."""
    leads = Lead.objects.filter(Q(ended_at=None) | Q(end="won") | Q(ended_at__gte=before))
    return (
        Person.objects.filter(present(), created_at__lt=before)
        .filter(Q(last_act_at=None) | Q(last_act_at__lt=before))
        .exclude(Exists(leads.filter(person=OuterRef("pk"))))
        .exclude(Exists(leads.filter(person__merged_into=OuterRef("pk"))))
        .exclude(Exists(Lead.objects.filter(company=OuterRef("company"), end="won")))
        .order_by("pk")
    )


def _erase_some(people: QuerySet[Any], limit: int, at: datetime) -> int:
    ids = list(people.values_list("pk", flat=True)[:limit])
    for person_id in ids:
        with suppress(UnableToErase):  # another worker was here first
            erase(person_id=person_id, at=at, why=RETAINED)
    return len(ids)


def _unknown_browsers(before: datetime) -> QuerySet[Handle]:
    """Return the ids of browsers that nobody has made themselves known on, and that have not come since then."""
    since = Activity.objects.filter(identity=OuterRef("identity"), occurred_at__gte=before)
    return (
        Handle.objects.filter(kind="visitor", identity__person=None, identity__created_at__lt=before)
        .exclude(Exists(since))
        .order_by("pk")
    )


def _mails_of_nobody(before: datetime) -> QuerySet[Mail]:
    return Mail.objects.filter(identity=None, known_at__lt=before).order_by("pk")


def _unconfirmed(before: datetime) -> QuerySet[Submission]:
    """Return what was sent by forms that ask to be confirmed by mail, and never was."""
    return Submission.objects.filter(awaits=True, sent_at__lt=before).order_by("sent_at", "pk")


def _forget_unconfirmed(sent: QuerySet[Any], limit: int, at: datetime) -> int:
    """Forget whoever is known by nothing else. Of the others the consents that waited are dropped: they never held."""
    rows = list(sent.select_related("identity__person")[:limit])
    people = [row.identity.person_id for row in rows]
    known = {pk for pk in people if pk is not None and _is_known_otherwise(pk, sent)}
    Submission.objects.filter(pk__in=[row.pk for row in rows]).update(awaits=False, pending=[])
    for person_id in sorted({pk for pk in people if pk is not None} - known):
        with suppress(UnableToErase):  # they are forgotten already
            erase(person_id=person_id, at=at, why=RETAINED)
    return len(rows)


def _is_known_otherwise(person_id: int, sent: QuerySet[Any]) -> bool:
    """Return whether somebody is known by more than what they sent and never confirmed."""
    theirs = Q(identity__person=person_id)
    unconfirmed = sent.filter(theirs).count()
    acts = Activity.objects.filter(theirs).exclude(kind="visit")
    return (
        acts.exclude(kind="form").exists()
        or acts.count() > unconfirmed
        or Fact.objects.filter(theirs).exclude(source="form").exists()
        or Note.objects.filter(person=person_id).exists()
        or Lead.objects.filter(person=person_id).exists()
        or Person.objects.filter(merged_into=person_id).exists()
    )


def delete_some(rows: QuerySet[Any], limit: int, at: datetime) -> int:
    """Return how many rows are gone now."""
    ids = list(rows.values_list("pk", flat=True)[: limit * 20])
    rows.model._default_manager.filter(pk__in=ids).delete()
    return len(ids)


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "browsers": Rule(
            say("Browsers that nobody is known by"),
            say("The id of the browser is deleted; its visits stay as numbers. The cookie ends after 13 months."),
            days=400, least=30, found=_unknown_browsers, let_go=delete_some, is_on=True,
        ),
        "mails": Rule(
            say("Mails that were set aside"),
            say("What came into the mailbox and is nobody's of the base is deleted here; in the mailbox it stays."),
            days=35, least=1, found=_mails_of_nobody, let_go=delete_some, is_on=True,
        ),
        "unconfirmed": Rule(
            say("Inquiries that were never confirmed"),
            say("Whoever was asked by mail to confirm, never did, and is known by nothing else is forgotten."),
            days=30, least=8, found=_unconfirmed, let_go=_forget_unconfirmed, is_on=True,
        ),
        "people": Rule(
            say("People who did nothing and never bought"),
            say("They are forgotten as if they had asked for it. Customers, and people of customers, stay."),
            days=730, least=90, found=_idle_people, let_go=_erase_some,
        ),
    }
)  # fmt: skip
