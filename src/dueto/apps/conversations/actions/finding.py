"""A colleague brings somebody in: found at a client, on a fair, in a network. Their origin stays for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.actions import note as write_note
from dueto.apps.base.actions import project_cards, stir, write
from dueto.apps.base.actions.identities import company_of, identity_of, manual_identity, new_person
from dueto.apps.base.actions.sources import by_door
from dueto.apps.base.facts import Cleaned, clean
from dueto.apps.base.models import Fact, Identity, Person, present
from dueto.apps.conversations.doors import FOUND
from dueto.apps.conversations.handles import identity_by
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message as Sentence
from dueto.domain.basics.message import say
from dueto.domain.conditions.fields import STANDARD_FIELDS

ASKED = ("full_name", "company", "email", "phone", "role", "country", "heard_from")
NOBODY = say("write a name, a company, an e-mail or a phone")
TAKEN = say("somebody in the base has this already: choose who it is")


class UnableToFind(Exception):
    """Why nobody was written down, by field."""

    def __init__(self, refusals: Mapping[str, Sentence]) -> None:
        super().__init__(", ".join(refusals))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Found:
    """Who was written down, and whether they are new."""

    person_id: int
    is_new: bool
    told: tuple[str, ...] = field(default=())


@transaction.atomic
def find(
    *, values: Mapping[str, str], by: int, at: datetime, how: str = "", door: str = FOUND, note: str = "",
    person_id: int | None = None, country: str | None = None,
) -> Found:  # fmt: skip
    """Return whom a colleague brought in; with `person_id` what was not known yet of somebody in the base.

    Raises `UnableToFind` with every answer that cannot be taken, and where the address or the number is somebody's
    already. `door` and `how` are the origin of somebody new; nobody's origin is ever changed.
    """
    cleaned = _cleaned(values, country=country)
    if person_id is None:
        _refuse_known(cleaned)
        person, identity = _newcomer(cleaned, door=door, how=how, at=at)
        fresh = dict(cleaned)
    else:
        person = Person.objects.select_for_update().get(present(), pk=person_id)
        identity = manual_identity(person, at=at)
        known = set(Fact.objects.filter(identity__person=person).exclude(value=None).values_list("field", flat=True))
        fresh = {name: value for name, value in cleaned.items() if name not in known}
    write(identity, fresh.values(), source="find", at=at)
    _place(person, fresh, at=at)
    if note.strip():
        write_note(person_id=person.pk, text=note, by=by, at=at)
    project_cards([person.pk])
    stir([person.pk], since=at)
    record(
        Tag.PERSON_FOUND, subject="person", subject_id=person.pk, person_id=person.pk, by=by, at=at,
        details={"new": person_id is None},
    )  # fmt: skip
    return Found(person.pk, is_new=person_id is None, told=tuple(fresh))


def _cleaned(values: Mapping[str, str], *, country: str | None) -> dict[str, Cleaned]:
    cleaned: dict[str, Cleaned] = {}
    refusals: dict[str, Sentence] = {}
    for name in ASKED:
        if written := values.get(name, "").strip():
            answer = clean(STANDARD_FIELDS[name], written, country=country)
            if isinstance(answer, Refusal):
                refusals[name] = answer.reason
            else:
                cleaned[name] = answer
    if not refusals and not {"full_name", "company", "email", "phone"} & cleaned.keys():
        refusals["full_name"] = NOBODY
    if refusals:
        raise UnableToFind(refusals)
    return cleaned


def _refuse_known(cleaned: Mapping[str, Cleaned]) -> None:
    """Raise where an address is somebody's already; a number may be several people's, with another name each."""
    if "email" in cleaned and identity_by("email", cleaned["email"].written) is not None:
        raise UnableToFind({"email": TAKEN})
    if "phone" in cleaned:
        name = cleaned["full_name"].written if "full_name" in cleaned else ""
        if identity_by("phone", cleaned["phone"].written, name=name, is_shared=True) is not None:
            raise UnableToFind({"phone": TAKEN})


def _newcomer(cleaned: Mapping[str, Cleaned], *, door: str, how: str, at: datetime) -> tuple[Person, Identity]:
    kind = next((one for one in ("email", "phone") if one in cleaned), "")
    identity = identity_of(kind, cleaned[kind].written, at=at) if kind else None
    if identity is None or identity.person_id is not None:
        identity = Identity.objects.create(kind="manual", created_at=at)
    return new_person(identity, origin=by_door(door, campaign=how), at=at), identity


def _place(person: Person, fresh: Mapping[str, Cleaned], *, at: datetime) -> None:
    written = {name: value.written for name, value in fresh.items()}
    if "company" not in written and "email" not in written:
        return
    company = company_of(
        written.get("company", ""), email=written.get("email", ""), country=written.get("country", "").upper()[:2],
        at=at,
    )  # fmt: skip
    if company is not None and person.company_id is None:
        person.company = company
        person.save(update_fields=["company"])
