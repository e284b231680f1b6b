"""Consent given and withdrawn, purpose by purpose: a ledger in which nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dueto.apps.base.actions.facts import UnableToTell, open_person
from dueto.apps.base.actions.identities import manual_identity
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.actions.unwatched import stop_watching, watch_again
from dueto.apps.base.models import Consent, Identity
from dueto.apps.base.purposes import BASES, BY_HAND, CONTACT, NEWSLETTER, PURPOSES, TRACKING
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import say


@dataclass(frozen=True, slots=True)
class Agreed:
    """One consent: for what, and the mark of the text that was shown."""

    purpose: str
    fingerprint: str


@transaction.atomic
def give_consent(
    *,
    person_id: int,
    purpose: str,
    source: str,
    at: datetime,
    by: int | None = None,
    basis: str = "consent",
    text_version: str = "",
) -> Consent:
    """Return the consent that somebody gave for one purpose, or the other basis on which we may."""
    given = _write(person_id, purpose, True, source=source, by=by, at=at, basis=basis, text_version=text_version)
    if purpose == TRACKING:
        watch_again([person_id])
    _record(Tag.CONSENT_GIVEN, given, person_id, by=by, at=at)
    return given


@transaction.atomic
def withdraw_consent(
    *, person_id: int, source: str, at: datetime, purpose: str = CONTACT, by: int | None = None
) -> Consent:
    """Return the withdrawal: nothing happens for this purpose any more. Who refuses tracking is not followed any more.

    Whoever wants no contact wants no newsletter either. Withdrawn twice is harmless.
    """
    withdrawn = _write(person_id, purpose, False, source=source, by=by, at=at)
    if purpose == CONTACT:
        newsletter = Consent.objects.filter(identity__person_id=person_id, purpose=NEWSLETTER)
        last = newsletter.order_by("-happened_at", "-id").first()
        if last is not None and last.is_given:
            _write(person_id, NEWSLETTER, False, source=source, by=by, at=at)
    if purpose == TRACKING:
        stop_watching([person_id], at=at)
    _record(Tag.CONSENT_WITHDRAWN, withdrawn, person_id, by=by, at=at)
    return withdrawn


def agree(identity: Identity, agreed: Sequence[Agreed], *, source: str, at: datetime) -> None:
    """Write down what somebody consents to."""
    Consent.objects.bulk_create(
        Consent(
            identity=identity, purpose=one.purpose, is_given=True, text_version=one.fingerprint, source=source[:100],
            happened_at=at,
        )
        for one in agreed
    )  # fmt: skip


def _write(
    person_id: int,
    purpose: str,
    is_given: bool,
    *,
    source: str,
    by: int | None,
    at: datetime,
    basis: str = "consent",
    text_version: str = "",
) -> Consent:
    if purpose not in PURPOSES:
        raise UnableToTell(say("choose what for"))
    if by is not None and source not in BY_HAND and not source.startswith("handoff"):
        raise UnableToTell(say("choose how it was said"))
    if basis not in BASES:
        raise UnableToTell(say("choose on what it stands"))
    person = open_person(person_id)
    stir([person_id], since=at)
    return Consent.objects.create(
        identity=manual_identity(person, at=at), purpose=purpose, is_given=is_given, text_version=text_version[:64],
        basis=basis, source=source[:100], by_id=by, happened_at=at,
    )  # fmt: skip


def _record(tag: Tag, consent: Consent, person_id: int, *, by: int | None, at: datetime) -> None:
    record(
        tag, subject="person", subject_id=person_id, person_id=person_id, by=by, at=at,
        details={"purpose": packed(PURPOSES[consent.purpose]), "source": consent.source, "consent": consent.pk},
    )  # fmt: skip
