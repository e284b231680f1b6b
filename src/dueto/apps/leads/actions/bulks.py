"""One thing done to many people: begun by somebody, done piece by piece, and told to the last of them.

Nobody who was selected is dropped in silence: those left out are counted by the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from django.db import transaction

from dueto.apps.base.actions.companies import give_companies
from dueto.apps.base.models import Note, Person, present
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Bulk
from dueto.domain.basics.message import Message, say

if TYPE_CHECKING:
    from dueto.apps.leads.queries.filters import Filters

NOTE, GIVE = "note", "give"
AT_ONCE = 100
GONE, NO_COMPANY, THEIRS, TWICE = "gone", "no_company", "theirs", "twice"
REASONS: Final[dict[str, Message]] = {
    GONE: say("not in the base any longer: forgotten, or one person with somebody else"),
    NO_COMPANY: say("of no company"),
    THEIRS: say("of a company that was theirs already"),
    TWICE: say("of a company that came by another person of the list"),
}


Doing: TypeAlias = Callable[[Bulk, Sequence[int], datetime], None]
"""What is done with some people of a bulk: it counts them, and why others are left out."""


class UnableToBegin(Exception):
    """Why nothing is begun; `field` is what was wrong."""

    def __init__(self, says: Message, field: str) -> None:
        super().__init__(str(says))
        self.says, self.field = says, field


@transaction.atomic
def begin_bulk(
    *, action: str, by: int, at: datetime, chosen: Sequence[int] = (), filters: Filters | None = None, said: str = "",
    owner: int | None = None, selected: int = 0, asked: Mapping[str, Any] | None = None, listed: str = "",
) -> Bulk:  # fmt: skip
    """Return the work begun for `chosen`, or for everybody who meets `filters`; the worker does it.

    `asked` is what rooms above ask of an action of theirs; `listed` the list as its address says it.
    """
    said = said.strip()[:4000]
    if action == NOTE and not said:
        raise UnableToBegin(say("an empty note says nothing; write it first"), "said")
    if action == GIVE and owner is None:
        raise UnableToBegin(say("say to whom"), "owner")
    conditions: dict[str, Any] = asdict(filters) | {"words": ""} if filters and not chosen else {}
    bulk = Bulk.objects.create(
        by_id=by, action=action, said=said, owner_id=owner, chosen=list(chosen), conditions=conditions,
        selected=len(chosen) or selected, asked=dict(asked or {}), listed=listed[:1500], begun_at=at,
    )  # fmt: skip
    note_begun(bulk)
    return bulk


def note_begun(bulk: Bulk) -> None:
    """Note in the journal what was begun, and for how many."""
    record(
        Tag.BULK_BEGUN, subject="bulk", subject_id=bulk.pk, by=bulk.by_id, at=bulk.begun_at,
        details={"action": bulk.action, "selected": bulk.selected},
    )  # fmt: skip


@transaction.atomic
def stop_bulk(*, bulk_id: int, by: int, at: datetime) -> None:
    """Let it go no further; what is done stays done, and what has ended stays as it is."""
    bulk = Bulk.objects.select_for_update(of=("self",)).get(pk=bulk_id)
    if bulk.ended_at is not None:
        return
    end(bulk, at=at)
    bulk.stopped_by_id = by
    bulk.save()
    record(
        Tag.BULK_STOPPED, subject="bulk", subject_id=bulk.pk, by=by, at=at,
        details={"action": bulk.action, "done": bulk.done},
    )  # fmt: skip


def apply(bulk: Bulk, person_ids: Sequence[int], at: datetime) -> None:
    """Do it for these people, count them, and note why the others are left out. Call it inside a transaction."""
    here = dict(
        Person.objects.filter(present(), pk__in=person_ids).order_by("pk").values_list("pk", "company_id")
    )  # fmt: skip
    left: Counter[str] = Counter(bulk.left_out)
    left[GONE] += len(person_ids) - len(here)
    if bulk.action == NOTE:
        Note.objects.bulk_create(Note(person_id=pk, by_id=bulk.by_id, text=bulk.said, written_at=at) for pk in here)
        for pk in here:
            record(Tag.PERSON_NOTED, subject="person", subject_id=pk, person_id=pk, by=bulk.by_id, at=at)
        bulk.done += len(here)
    else:
        firms = [company for company in here.values() if company is not None]
        given = give_companies(company_ids=firms, owner=bulk.owner_id, by=bulk.by_id, at=at)
        left[NO_COMPANY] += len(here) - len(firms)
        left[TWICE] += sum(company in set(given) for company in firms) - len(given)
        left[THEIRS] += sum(company not in set(given) for company in firms)
        bulk.done += len(given)
    bulk.left_out = {reason: count for reason, count in left.items() if count}


def end(bulk: Bulk, *, at: datetime) -> None:
    """Note that the work is over; what was written stands with the people now.

    Who was chosen stays known only where something is asked that can be gone on with.
    """
    bulk.ended_at, bulk.said, bulk.chosen = at, "", bulk.chosen if bulk.asked else []
