"""Who wrote or called, made where nobody knew them."""

from __future__ import annotations

from datetime import datetime

from dueto.adapters.readers.cleaning.mails import SHARED
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.actions import project_cards, write
from dueto.apps.base.actions.identities import belong, company_of, identity_of, manual_identity, new_person
from dueto.apps.base.facts import Cleaned, clean
from dueto.apps.base.models import Identity, Person, Source
from dueto.apps.conversations.handles import identity_by
from dueto.domain.basics.text import fold
from dueto.domain.conditions.fields import STANDARD_FIELDS


def name_in(written: str) -> Cleaned | None:
    """Return the name of a person that stands beside an address; None for a team's, an address, or a message."""
    if not written or SHARED & set(fold(written).replace("-", " ").split()):
        return None
    name = clean(STANDARD_FIELDS["full_name"], written, country=None)
    return None if isinstance(name, Refusal) else name


def newcomer(
    kind: str, value: str, *, name: str, origin: Source, source: str, at: datetime, country: str | None = None
) -> Identity:
    """Return the identity of somebody nobody knew, with what handle and name tell. Call it inside a transaction.

    Where the handle is somebody else's already, theirs is one without a handle.
    """
    is_taken = identity_by(kind, value) is not None
    identity = Identity.objects.create(kind="manual", created_at=at) if is_taken else identity_of(kind, value, at=at)
    person = new_person(identity, origin=origin, at=at)
    field = STANDARD_FIELDS["email" if kind == "email" else "phone"]
    told = [clean(field, value, country=country), name_in(name)]
    write(identity, [one for one in told if isinstance(one, Cleaned)], source=source, at=at)
    if kind == "email" and (company := company_of("", email=value, country="", at=at)) is not None:
        person.company = company
        person.save(update_fields=["company"])
    project_cards([person.pk])
    return identity


def take_over(kind: str, value: str, person: Person, *, at: datetime) -> Identity:
    """Return the identity by which this handle is the person's from now on; one without it if it is another's."""
    identity = identity_of(kind, value, at=at)
    if identity.person_id is None:
        belong(identity, person)
    return identity if identity.person_id == person.pk else manual_identity(person, at=at)
