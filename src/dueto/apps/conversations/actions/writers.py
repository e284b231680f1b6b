"""Who wrote or called: found by their address or number, or made.

An address is one person, whatever name stands beside it. An address that a whole team reads, like `ventas@`, and the
telephone of a reception are several: there the name decides, and another name is another person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dueto.adapters.readers.cleaning.mails import SHARED, mail_kind
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.actions import project_cards, write
from dueto.apps.base.actions.identities import belong, company_of, identity_of, manual_identity, new_person
from dueto.apps.base.facts import Cleaned, clean
from dueto.apps.base.models import Card, Handle, Identity, Person, Source, present
from dueto.apps.conversations.models import Message
from dueto.domain.basics.text import fold
from dueto.domain.conditions.fields import STANDARD_FIELDS

MOST_OF_ONE_ADDRESS = 50


def identity_by(kind: str, value: str, *, name: str = "", is_shared: bool = False) -> Identity | None:
    """Return the identity of whoever is known by this handle; None if nobody is, or if it is another one of a team."""
    known = list(_known_by(kind, value))
    if not known:
        return None
    if not (is_shared and name):
        return known[0]
    names = dict(
        Card.objects.filter(person_id__in=[one.person_id for one in known]).values_list("person_id", "full_name")
    )
    return next((one for one in known if is_same_name(names.get(one.person_id or 0, ""), name)), None)


def is_team(address: str) -> bool:
    """Return whether a whole team reads what is written to this address."""
    return mail_kind(address).endswith(";shared")


def is_same_name(one: str, other: str) -> bool:
    """Return whether two names may be one person's: the words of one stand in the other, or one is not known."""
    words, others = set(fold(one).split()), set(fold(other).split())
    return words <= others or others <= words


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


def _known_by(kind: str, value: str) -> Iterable[Identity]:
    """Yield the identities of those known by a handle: its own, those who wrote by it, those for whom it is noted."""
    seen: set[int] = set()
    handles = Handle.objects.filter(present("identity__person__"), kind=kind, value=value)
    for handle in handles.exclude(identity__person=None).select_related("identity"):
        seen.add(handle.identity.person_id or 0)
        yield handle.identity
    if kind == "email":
        wrote = Message.objects.filter(present("identity__person__"), address=value).exclude(identity__person=None)
        for message in wrote.select_related("identity").order_by("-id")[:MOST_OF_ONE_ADDRESS]:
            if message.identity is not None and message.identity.person_id not in seen:
                seen.add(message.identity.person_id or 0)
                yield message.identity
    noted = Person.objects.filter(present(), **{f"card__{kind}": value}).exclude(pk__in=seen).order_by("pk")
    for person in noted[:MOST_OF_ONE_ADDRESS]:
        identity = Identity.objects.filter(person=person).order_by("pk").first()
        if identity is not None:
            yield identity
