"""A form makes somebody known: who it is, what they said, and the visits before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.facts import write
from dueto.apps.base.actions.identities import belong, company_of, identity_of, new_person, place
from dueto.apps.base.actions.sources import source_of
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.actions.unwatched import heed_objection
from dueto.apps.base.classes import DISPOSABLE, HUMAN, SUSPECT
from dueto.apps.base.facts import Cleaned, clean, country_in
from dueto.apps.base.forms import FormField, form_fields
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
class Agreed:
    """One consent: for what, and the mark of the text that was shown."""

    purpose: str
    fingerprint: str


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
    asked = form_fields(agreement) if questions is None else questions
    cleaned, refusals = _cleaned(agreement, values, asked, known_as=known_as)
    if refusals:
        return Taken(refusals=refusals)
    with transaction.atomic():
        browser = identity_of("visitor", visitor[:64], at=at) if visitor else None
        identity = _identity(cleaned, known_as=known_as, at=at)
        agreed = [*([Agreed("contact", consent_text)] if consent_text else []), *consents]
        person_id = _known(form, cleaned, identity, browser, origin=_origin(first_page, referrer), agreed=agreed, at=at)
        return Taken(person_id, identity.pk, browser.pk if browser else None, tuple(cleaned))


def _cleaned(
    agreement: Agreement, values: Mapping[str, str], asked: Sequence[FormField], *, known_as: int | None
) -> tuple[dict[str, Cleaned], dict[str, Message]]:
    country = country_in(values.get("country", "")) or _country_of(known_as)
    cleaned: dict[str, Cleaned] = {}
    refusals: dict[str, Message] = {}
    for name, written in values.items():
        if name in agreement.fields and written.strip():
            answer = clean(agreement.fields[name], written, country=country)
            if isinstance(answer, Refusal):
                refusals[name] = answer.reason
            else:
                cleaned[name] = answer
    for question in asked:
        name = question.field.name
        if question.is_required and name not in cleaned:
            refusals.setdefault(name, MISSING)
        if question.either and not any(other in cleaned or other in refusals for other in question.either):
            refusals[name] = MISSING
    if not refusals and known_as is None and not {"email", "phone", "mobile"} & cleaned.keys():
        refusals["email"] = NO_HANDLE
    return cleaned, refusals


def _country_of(identity_id: int | None) -> str | None:
    """Return the country of whom this identity is, by which their phone is read."""
    if identity_id is None:
        return None
    return Card.objects.filter(person__identities=identity_id).values_list("country", flat=True).first() or None


def _known(
    form: str, cleaned: Mapping[str, Cleaned], identity: Identity, browser: Identity | None, *, origin: Source | None,
    agreed: Sequence[Agreed], at: datetime,
) -> int:  # fmt: skip
    is_new = identity.person_id is None
    first_touch = (browser.origin if browser else None) or origin
    person = identity.person or new_person(identity, origin=first_touch, at=at)
    if browser is not None:
        sew(browser, person, at=at)
    told = cleaned if is_new else _news(person, cleaned)
    differs = [] if is_new else _otherwise(person, cleaned)
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


def _otherwise(person: Person, cleaned: Mapping[str, Cleaned]) -> list[str]:
    """Return of whom of name and phone a form told another value than is known: not taken, but somebody should look."""
    card = Card.objects.filter(person=person).first()
    known = {"full_name": card.full_name, "phone": card.phone} if card else {}
    return [
        name for name, value in known.items()
        if value and name in cleaned and fold(cleaned[name].written) != fold(value)
    ]  # fmt: skip


def sew(browser: Identity, person: Person, *, at: datetime) -> None:
    """Give the visits of a browser to the person who made themselves known on it; a second person does not get them."""
    if browser.person_id == person.pk or browser.is_shared:
        return
    if browser.person_id is None:
        belong(browser, person)
        heed_objection(browser, person.pk, at=at)
        return
    browser.is_shared = True
    browser.save(update_fields=["is_shared"])
    record(
        Tag.BROWSER_SHARED, subject="identity", subject_id=browser.pk, person_id=person.pk, at=at,
        details={"first": browser.person_id},
    )  # fmt: skip


def agree(identity: Identity, agreed: Sequence[Agreed], *, source: str, at: datetime) -> None:
    """Write down what somebody consents to."""
    Consent.objects.bulk_create(
        Consent(
            identity=identity, purpose=one.purpose, is_given=True, text_version=one.fingerprint, source=source[:100],
            happened_at=at,
        )
        for one in agreed
    )  # fmt: skip


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
