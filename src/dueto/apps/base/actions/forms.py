"""A form makes somebody known: who it is, what they said, and the visits before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from dueto.apps.base.actions.answers import cleaned_answers, news, otherwise
from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.consents import Agreed, agree
from dueto.apps.base.actions.facts import write
from dueto.apps.base.actions.identities import company_of, identity_of, new_person, place
from dueto.apps.base.actions.sewing import sew
from dueto.apps.base.actions.sources import source_of
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.classes import DISPOSABLE, HUMAN, SUSPECT
from dueto.apps.base.facts import Cleaned
from dueto.apps.base.forms import FormField, form_fields
from dueto.apps.base.models import Activity, Card, Identity, Person, Source
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message
from dueto.domain.basics.text import fold


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a form: the person who is known now and by which identity, or why nothing was written."""

    person_id: int | None = None
    identity_id: int | None = None
    browser_id: int | None = None
    answered: tuple[str, ...] = ()
    refusals: Mapping[str, Message] = field(default_factory=dict)


def take_form(
    *,
    agreement: Agreement,
    form: str,
    values: Mapping[str, str],
    at: datetime,
    visitor: str = "",
    first_page: str = "",
    referrer: str = "",
    consent_text: str = "",
    questions: Sequence[FormField] | None = None,
    known_as: int | None = None,
    consents: Sequence[Agreed] = (),
) -> Taken:
    """Return who made themselves known by `form`, or every answer that cannot be taken. Whole or not at all.

    An address that is known is that person; a phone only together with the same name, since receptions share one. The
    visits of `visitor` until now are sewn on unless the browser is somebody else's already. `consent_text` is the hash
    of the text that was agreed to for being answered, empty without consent; `consents` are those for other purposes.
    `questions` are those that were asked (without: all that the definition requires), `known_as` the identity under
    which this browser made itself known before, for a form that asks for no address again.
    """
    asked = form_fields(agreement, form) if questions is None else questions
    cleaned, refusals = cleaned_answers(agreement, values, asked, known_as=known_as)
    if refusals:
        return Taken(refusals=refusals)
    with transaction.atomic():
        browser = identity_of("visitor", visitor[:64], at=at) if visitor else None
        identity = _identity(cleaned, known_as=known_as, at=at)
        agreed = [*([Agreed("contact", consent_text)] if consent_text else []), *consents]
        person_id = _known(form, cleaned, identity, browser, origin=_origin(first_page, referrer), agreed=agreed, at=at)
        return Taken(person_id, identity.pk, browser.pk if browser else None, tuple(cleaned))


def _known(
    form: str, cleaned: Mapping[str, Cleaned], identity: Identity, browser: Identity | None, *, origin: Source | None,
    agreed: Sequence[Agreed], at: datetime,
) -> int:  # fmt: skip
    is_new = identity.person_id is None
    first_touch = (browser.origin if browser else None) or origin
    person = identity.person or new_person(identity, origin=first_touch, at=at)
    if browser is not None:
        sew(browser, person, at=at)
    told = cleaned if is_new else news(person, cleaned)
    differs = [] if is_new else otherwise(person, cleaned)
    write(identity, told.values(), source="form", at=at)
    _place(person, told, at=at)
    is_throwaway = "email" in cleaned and cleaned["email"].value.startswith("disposable")
    Activity.objects.create(
        identity=identity, kind="form", form=fold(form)[:100], occurred_at=at, known_at=at, source=first_touch,
        classed=SUSPECT if is_throwaway else HUMAN, reason=DISPOSABLE if is_throwaway else "",
    )  # fmt: skip
    agree(identity, agreed, source=f"form:{form}", at=at)
    Person.objects.filter(pk=person.pk).update(last_act_at=at)
    project_cards([person.pk])
    stir([person.pk], since=at)
    record(
        Tag.PERSON_KNOWN, subject="person", subject_id=person.pk, person_id=person.pk, at=at,
        details={"form": form, "new": is_new} | ({"differs": differs} if differs else {}),
    )  # fmt: skip
    return person.pk


def _identity(cleaned: Mapping[str, Cleaned], *, known_as: int | None, at: datetime) -> Identity:
    if "email" in cleaned:
        return identity_of("email", cleaned["email"].written, at=at)
    if known_as is not None:
        return Identity.objects.select_related("person").get(pk=known_as)
    phone = cleaned["phone"] if "phone" in cleaned else cleaned["mobile"]
    identity = identity_of("phone", phone.written, at=at)
    name = fold(cleaned["full_name"].written) if "full_name" in cleaned else ""
    if identity.person_id is not None:
        card = Card.objects.filter(person_id=identity.person_id).first()
        if card is not None and name and fold(card.full_name) != name:
            return Identity.objects.create(kind="manual", created_at=at)
    return identity


def _place(person: Person, cleaned: Mapping[str, Cleaned], *, at: datetime) -> None:
    written = {name: value.written for name, value in cleaned.items()}
    company = company_of(
        written.get("company", ""), email=written.get("email", ""), country=written.get("country", "").upper()[:2],
        at=at,
    )  # fmt: skip
    if company is not None and person.company_id != company.pk:
        place(person, company)


def _origin(first_page: str, referrer: str) -> Source | None:
    return source_of(first_page, referrer) if first_page or referrer else None
