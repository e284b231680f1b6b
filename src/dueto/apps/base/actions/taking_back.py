"""Taking back what an import brought, piece by piece, and leaving alone what something later hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Max, Q

from dueto.apps.base.actions.cards import keep_words, project_cards
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.models import (
    Activity,
    Card,
    Company,
    Consent,
    Fact,
    Handle,
    Identity,
    Note,
    Person,
    PersonalValue,
)
from dueto.apps.base.queries.together import together
from dueto.apps.journal.bulk import delete, execute_many, named

SAID = (Activity, Consent, Fact, PersonalValue)
"""What rows wrote under an identity."""


class Because(StrEnum):
    """Why somebody stays."""

    ACTED = "acted"
    KNOWN_OTHERWISE = "known_otherwise"
    WORKED_WITH = "worked_with"


@dataclass(slots=True)
class TakenBack:
    """One piece: up to which identity it went, who went away, and who stays with everything that the import brought."""

    upto: int | None = None
    gone: int = 0
    eased: int = 0
    kept: dict[int, Because] = field(default_factory=dict)


def take_back(
    *, batch: int, after: int, limit: int, before: Callable[[Sequence[int]], Mapping[int, int | None]], at: datetime
) -> TakenBack:
    """Return what became of the next identities of an import; `upto` is None once there are no more.

    Whom the import made goes away, unless something later hangs on them: then everything of theirs stays. Whoever was
    known before loses what the import said of them, and is judged again. `before` tells which company people had then.
    Call it inside a transaction.
    """
    rows = list(
        Identity.objects.filter(batch=batch, id__gt=after).order_by("id").values_list("id", "person_id")[:limit]
    )
    if not rows:
        return TakenBack()
    done = TakenBack(upto=rows[-1][0])
    people = sorted({person for _, person in rows if person is not None})
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk", flat=True))
    owned = _Owned(batch, people)
    done.kept = {person: why for person in owned.made if (why := owned.why_kept(person)) is not None}
    leaving = [person for person in owned.made if person not in done.kept]
    eased = [person for person in people if person not in owned.made]
    _forget_notes(batch, [*leaving, *eased])
    _forget_identities([one for person in leaving for one in owned.identities[person]], bound=owned.bound)
    cards = dict(Card.objects.filter(person_id__in=leaving).values_list("person_id", "searchable"))
    _forget(Person, leaving)
    keep_words(cards, {})
    _ease(eased, owned, moved=before(eased), at=at)
    done.gone, done.eased = len(leaving), len(eased)
    return done


def take_back_companies(company_ids: Sequence[int]) -> list[int]:
    """Return which of these companies went away: those that nobody and nothing belongs to."""
    idle = sorted(set(company_ids) - _held(Company, company_ids, but=()))
    _forget(Company, idle)
    return idle


class _Owned:
    """The people of one piece with all their identities: whom the import made, and what else hangs on them."""

    def __init__(self, batch: int, people: Sequence[int]) -> None:
        self.identities: dict[int, list[int]] = {person: [] for person in people}
        self.of_rows: dict[int, list[int]] = {person: [] for person in people}
        self.of_handles: dict[int, list[int]] = {person: [] for person in people}
        strangers: set[int] = set()
        for pk, person, kind, brought in Identity.objects.filter(person_id__in=people).values_list(
            "id", "person_id", "kind", "batch"
        ):
            assert person is not None
            self.identities[person].append(pk)
            if brought != batch:
                strangers.add(person)
            elif kind == "import":
                self.of_rows[person].append(pk)
            else:
                self.of_handles[person].append(pk)
        self.used = _held(Identity, _all(self.of_handles), but=(Handle,))
        self.bound = _held(Identity, _all(self.identities), but=(Handle, *SAID))
        self.known_before = _known_before(strangers, batch)
        self.made = [person for person in people if person not in self.known_before]
        self._strangers = strangers
        self._worked_with = _held(Person, self.made, but=(Identity, Note)) | _noted(batch, self.made)

    def why_kept(self, person: int) -> Because | None:
        """Return why somebody whom the import made stays; None if nothing hangs on them."""
        if person in self._worked_with:
            return Because.WORKED_WITH
        if person in self._strangers or not self.bound.isdisjoint(self.identities[person]):
            return Because.KNOWN_OTHERWISE
        if any(one in self.used for one in self.of_handles[person]):
            return Because.ACTED
        return None


def _known_before(strangers: Iterable[int], batch: int) -> set[int]:
    """Return who was known before the import: their oldest identity is not of it."""
    oldest: dict[int, int | None] = {}
    rows = Identity.objects.filter(person_id__in=list(strangers)).order_by("-id").values_list("person_id", "batch")
    for person, brought in rows:
        assert person is not None
        oldest[person] = brought
    return {person for person, brought in oldest.items() if brought != batch}


def _noted(batch: int, people: Sequence[int]) -> set[int]:
    """Return of whom somebody noted something besides what came with the import."""
    notes = Note.objects.filter(Q(batch=None) | ~Q(batch=batch), person__in=people)
    return set(notes.values_list("person_id", flat=True))


def _forget_notes(batch: int, people: Sequence[int]) -> None:
    """Take away what an import noted of these people, or of those merged into them."""
    Note.objects.filter(person__in=together(people), batch=batch).delete()


def _all(identities: Mapping[int, Sequence[int]]) -> list[int]:
    return [one for own in identities.values() for one in own]


def _held(model: type[models.Model], ids: Sequence[int], *, but: Sequence[type[models.Model]]) -> set[int]:
    """Return on which rows of `model` something hangs: a note, a lead, a task. What can be made again holds nobody."""
    held: set[int] = set()
    for other, name, is_projection in _relations(model):
        if other not in but and not is_projection:
            held |= named(other, name, ids)
    return held


def _forget(model: type[models.Model], ids: Sequence[int]) -> None:
    """Delete rows on which nothing hangs, with all that can be made again."""
    for other, name, is_projection in _relations(model):
        if is_projection:
            delete(other, name, ids)
    delete(model, "pk", ids)


@cache
def _relations(model: type[models.Model]) -> tuple[tuple[type[models.Model], str, bool], ...]:
    """Return which models name a row of `model`, by which attribute, and whether they can be made again."""
    found: list[tuple[type[models.Model], str, bool]] = []
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            other: Any = relation.related_model
            found.append((other, relation.field.attname, getattr(other, "is_projection", False)))
    return tuple(found)


def _forget_identities(identities: Sequence[int], *, bound: set[int]) -> None:
    """Take identities away with all that was said under them; one that something is bound to stays as a bare row."""
    for model in (*SAID, Handle):
        delete(model, "identity_id", identities)
    delete(Identity, "pk", set(identities) - bound)


def _ease(people: Sequence[int], owned: _Owned, *, moved: Mapping[int, int | None], at: datetime) -> None:
    """Take what the import said away from people who were known before it."""
    rows = [one for person in people for one in owned.of_rows[person]]
    idle = [one for person in people for one in owned.of_handles[person] if one not in owned.used]
    _forget_identities([*rows, *idle], bound=owned.bound)
    for person in people:
        if person in moved:
            Person.objects.filter(pk=person).update(company=moved[person])
    last = dict(
        Activity.objects.filter(identity__person_id__in=people, classed="human")
        .values_list("identity__person_id").annotate(last=Max("occurred_at"))
    )  # fmt: skip
    execute_many(
        "UPDATE base_person SET last_act_at = %s WHERE id = %s", [(last.get(person), person) for person in people]
    )
    project_cards(people)
    stir(people, since=at, patient=True)
