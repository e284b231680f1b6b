"""What somebody did, taken down once; and classed again where it was no human."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from dueto.apps.base.actions.identities import manual_identity
from dueto.apps.base.actions.spellings import spell
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.models import Activity, Identity, Person, Source
from dueto.apps.base.ruling import CLASS_WORDS
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.text import fold

TEXTS = ("path", "site", "item", "form", "event_kind", "status", "direction", "result", "channel")


def act(
    *,
    person_id: int,
    kind: str,
    at: datetime,
    known_at: datetime | None = None,
    identity: Identity | None = None,
    source: Source | None = None,
    classed: str = "human",
    reason: str = "",
    **texts: str,
) -> Activity:
    """Return the activity taken down for a person; stirs them. `texts` are folded. Call it inside a transaction.

    `reason` says why nobody human did it, where it is `classed` so.
    """
    unknown = texts.keys() - set(TEXTS)
    if unknown:
        raise TypeError(f"an activity carries no {unknown}")
    person = Person.objects.get(pk=person_id)
    activity = Activity.objects.create(
        identity=identity or manual_identity(person, at=at), kind=kind, occurred_at=at, known_at=known_at or at,
        classed=classed, reason=reason, source=source,
        **{name: fold(text)[: _room(name)] for name, text in texts.items()},
    )  # fmt: skip
    spell([texts.get("item", "")])
    Person.objects.filter(Q(last_act_at=None) | Q(last_act_at__lt=at), pk=person.head_id).update(last_act_at=at)
    stir([person.head_id], since=known_at or at)
    return activity


def _room(name: str) -> int:
    return int(Activity._meta.get_field(name).max_length or 0)  # type: ignore[union-attr]


@transaction.atomic
def reclass(*, activity_id: int, classed: str, reason: str, by: int | None, at: datetime) -> None:
    """Class one activity again; nothing is deleted, and the person is judged again."""
    activity = Activity.objects.select_related("identity").select_for_update(of=("self",)).get(pk=activity_id)
    activity.classed, activity.reason = classed, reason
    activity.save(update_fields=["classed", "reason"])
    person_id = activity.identity.person_id
    if person_id is not None:
        stir([person_id], since=at)
    record(
        Tag.ACTIVITY_RECLASSED, subject="activity", subject_id=activity_id, person_id=person_id, by=by, at=at,
        details={"classed": packed(CLASS_WORDS[classed]), "class": classed, "reason": reason},
    )  # fmt: skip
