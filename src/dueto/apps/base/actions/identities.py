"""Finding or making who somebody is: identities by their handle, people, companies."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.adapters.readers.cleaning.mails import mail_kind
from dueto.apps.base.models import Company, Handle, Identity, Person, Source


def identity_of(kind: str, value: str, *, at: datetime) -> Identity:
    """Return the identity known by this handle, made if nobody has it."""
    found = _by_handle(kind, value)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            made = Identity.objects.create(kind=kind, created_at=at)
            Handle.objects.create(identity=made, kind=kind, value=value)
            return made
    except IntegrityError:  # somebody else made it in the same instant
        again = _by_handle(kind, value)
        assert again is not None
        return again


def company_of(name: str, *, email: str, country: str, at: datetime) -> Company | None:
    """Return the company by its name as spellings of it compare equal, else by the domain of a company's address."""
    domain = email.rpartition("@")[2] if email and mail_kind(email).startswith("company") else ""
    key = comparable_company(name)[:200] if name else ""
    if key:
        company, _ = Company.objects.get_or_create(
            key=key, defaults={"name": name[:200], "domain": domain, "country": country, "created_at": at}
        )
        if domain and not company.domain:
            company.domain = domain
            company.save(update_fields=["domain"])
        return company
    return Company.objects.filter(domain=domain).order_by("id").first() if domain else None


def new_person(identity: Identity, *, origin: Source | None, at: datetime) -> Person:
    """Return the person made for an identity that nobody has yet."""
    person = Person.objects.create(origin=origin or identity.origin, created_at=at)
    belong(identity, person)
    return person


def belong(identity: Identity, person: Person) -> None:
    """Note that the identity is the person's."""
    identity.person = person
    identity.save(update_fields=["person"])


def manual_identity(person: Person, *, at: datetime) -> Identity:
    """Return the identity under which colleagues write down what they know of somebody."""
    found = Identity.objects.filter(person=person, kind="manual").order_by("id").first()
    return found or Identity.objects.create(person=person, kind="manual", created_at=at)


def _by_handle(kind: str, value: str) -> Identity | None:
    handle = Handle.objects.filter(kind=kind, value=value).select_related("identity__person").first()
    return handle.identity if handle else None
