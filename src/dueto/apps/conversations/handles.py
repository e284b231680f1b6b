"""Whose an address or a number is.

An address is one person, whatever name stands beside it. An address that a whole team reads, like `ventas@`, and the
telephone of a reception are several: there the name decides, and another name is another person.
"""

from __future__ import annotations

from collections.abc import Iterable

from dueto.adapters.readers.cleaning.mails import mail_kind
from dueto.apps.base.models import Card, Handle, Identity, present
from dueto.apps.conversations.models import Message
from dueto.domain.basics.text import fold

MOST_OF_ONE_ADDRESS = 50


def identity_by(kind: str, value: str, *, name: str = "", is_shared: bool = False) -> Identity | None:
    """Return the identity of whoever is known by this handle; None if nobody is, or if it is another one of a team."""
    known = list(known_by(kind, value))
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


def known_by(kind: str, value: str) -> Iterable[Identity]:
    """Yield the identities of those known by a handle: its own, those who wrote by it, those for whom it is noted."""
    seen: set[int] = set()
    handles = Handle.objects.filter(present("identity__person__"), kind=kind, value=value)
    for handle in handles.exclude(identity__person=None).select_related("identity"):
        seen.add(handle.identity.person_id or 0)
        yield handle.identity
    if kind == "email":
        wrote = Message.objects.filter(present("identity__person__"), address=value).exclude(address="")
        for message in (
            wrote.exclude(identity__person=None).select_related("identity").order_by("-id")[:MOST_OF_ONE_ADDRESS]
        ):
            if message.identity is not None and message.identity.person_id not in seen:
                seen.add(message.identity.person_id or 0)
                yield message.identity
    # that none is empty has to be said, or SQLite does not take the index of those that are not
    cards = Card.objects.filter(present("person__"), **{kind: value}).exclude(**{kind: ""}).exclude(pk__in=seen)
    for person_id in cards.order_by("pk").values_list("pk", flat=True)[:MOST_OF_ONE_ADDRESS]:
        identity = Identity.objects.filter(person=person_id).order_by("pk").first()
        if identity is not None:
            yield identity
