"""Finding or making who somebody is: identities by their handle, people, companies."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.adapters.readers.cleaning.mails import mail_kind
from dueto.apps.base.models import Company, CompanyMerge, Handle, Identity, Moved, Person, Source


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
    """Return the identity under which colleagues write down what they know of somebody, their own after a merge too."""
    home = person.pk if person.merged_into_id else None
    own = Identity.objects.filter(person=person.head_id, home=home, kind="manual").order_by("id").first()
    return own or Identity.objects.create(person_id=person.head_id, home_id=home, kind="manual", created_at=at)


def place(person: Person, company: Company | None) -> None:
    """Note which company somebody is of. Of one that was merged away they come to the one that it turned out to be."""
    merge = _merge_of(company)
    while company is not None and merge is not None:
        Moved.objects.get_or_create(merge=merge, person=person)
        company = merge.kept
        merge = _merge_of(company)
    person.company = company
    person.save(update_fields=["company"])


def _merge_of(company: Company | None) -> CompanyMerge | None:
    if company is None or company.merged_into_id is None:
        return None
    return CompanyMerge.objects.filter(gone=company, undone_at=None).select_related("kept").first()


def _by_handle(kind: str, value: str) -> Identity | None:
    handle = Handle.objects.filter(kind=kind, value=value).select_related("identity__person").first()
    return handle.identity if handle else None
