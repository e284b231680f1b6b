"""A form makes somebody known: who it is, what they said, and the visits before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.facts import write
from dueto.apps.base.actions.identities import belong, company_of, identity_of, new_person
from dueto.apps.base.actions.sources import source_of
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.facts import Cleaned, clean, country_in
from dueto.apps.base.forms import form_fields
from dueto.apps.base.models import Activity, Card, Consent, Fact, Identity, Person, Source
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import fold

MISSING = say("this is needed")
OF_THE_PERSON = frozenset({"full_name", "first_name", "last_name", "phone", "mobile", "company"})
NO_HANDLE = say("an e-mail or a phone is needed, so that somebody can answer")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a form: the person who is known now, or why nothing was written, by field."""

    person_id: int | None = None
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
) -> Taken:
    """Return who made themselves known by `form`, or every answer that cannot be taken. Whole or not at all.

    An address that is known is that person; a phone only together with the same name, since receptions share one. The
    visits of `visitor` until now are sewn on unless the browser is somebody else's already. `consent_text` is the hash
    of the text that was agreed to, empty without consent.
    """
    cleaned, refusals = _cleaned(agreement, values)
    if refusals:
        return Taken(refusals=refusals)
    with transaction.atomic():
        return Taken(_known(form, cleaned, visitor=visitor, origin=_origin(first_page, referrer),
                            consent_text=consent_text, at=at))  # fmt: skip


def _cleaned(agreement: Agreement, values: Mapping[str, str]) -> tuple[dict[str, Cleaned], dict[str, Message]]:
    country = country_in(values.get("country", ""))
    cleaned: dict[str, Cleaned] = {}
    refusals: dict[str, Message] = {}
    for name, written in values.items():
        if name in agreement.fields and written.strip():
            answer = clean(agreement.fields[name], written, country=country)
            if isinstance(answer, Refusal):
                refusals[name] = answer.reason
            else:
                cleaned[name] = answer
    for question in form_fields(agreement):
        name = question.field.name
        if question.is_required and name not in cleaned:
            refusals.setdefault(name, MISSING)
        if question.either and not any(other in cleaned or other in refusals for other in question.either):
            refusals[name] = MISSING
    if not refusals and not {"email", "phone", "mobile"} & cleaned.keys():
        refusals["email"] = NO_HANDLE
    return cleaned, refusals


def _known(
    form: str, cleaned: Mapping[str, Cleaned], *, visitor: str, origin: Source | None, consent_text: str, at: datetime
) -> int:
    browser = identity_of("visitor", visitor[:64], at=at) if visitor else None
    identity = _identity(cleaned, at=at)
    is_new = identity.person_id is None
    first_touch = (browser.origin if browser else None) or origin
    person = identity.person or new_person(identity, origin=first_touch, at=at)
    if browser is not None:
        sew(browser, person, at=at)
    told = cleaned if is_new else _news(person, cleaned)
    write(identity, told.values(), source="form", at=at)
    _place(person, told, at=at)
    Activity.objects.create(
        identity=identity, kind="form", form=fold(form)[:100], occurred_at=at, known_at=at, source=first_touch
    )
    if consent_text:
        Consent.objects.create(
            identity=identity, purpose="contact", is_given=True, text_version=consent_text, source=f"form:{form}"[:100],
            happened_at=at,
        )  # fmt: skip
    Person.objects.filter(pk=person.pk).update(last_act_at=at)
    project_cards([person.pk])
    stir([person.pk], since=at)
    record(
        Tag.PERSON_KNOWN, subject="person", subject_id=person.pk, person_id=person.pk, at=at,
        details={"form": form, "new": is_new},
    )  # fmt: skip
    return person.pk


def _news(person: Person, cleaned: Mapping[str, Cleaned]) -> dict[str, Cleaned]:
    """Return what a form may add to somebody who is known: whoever knows an address could have sent it.

    Nothing that a colleague, an import or a CRM wrote is changed by it, and never a name, a phone or a company.
    """
    sources = dict(
        Fact.objects.filter(identity__person=person, field__in=list(cleaned)).exclude(value=None)
        .order_by("known_at", "id").values_list("field", "source")
    )  # fmt: skip
    return {
        name: value
        for name, value in cleaned.items()
        if name not in sources or (sources[name] == "form" and name not in OF_THE_PERSON)
    }


def sew(browser: Identity, person: Person, *, at: datetime) -> None:
    """Give the visits of a browser to the person who made themselves known on it; a second person does not get them."""
    if browser.person_id == person.pk or browser.is_shared:
        return
    if browser.person_id is None:
        belong(browser, person)
        return
    browser.is_shared = True
    browser.save(update_fields=["is_shared"])
    record(
        Tag.BROWSER_SHARED, subject="identity", subject_id=browser.pk, person_id=person.pk, at=at,
        details={"first": browser.person_id},
    )  # fmt: skip


def _identity(cleaned: Mapping[str, Cleaned], *, at: datetime) -> Identity:
    if "email" in cleaned:
        return identity_of("email", cleaned["email"].written, at=at)
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
        person.company = company
        person.save(update_fields=["company"])


def _origin(first_page: str, referrer: str) -> Source | None:
    return source_of(first_page, referrer) if first_page or referrer else None
