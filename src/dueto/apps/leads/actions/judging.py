"""Judging people: their verdicts are kept, and whoever crosses opens a lead or joins that of a colleague."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions.inheriting import inherit
from dueto.apps.base.models import Company, Person, present
from dueto.apps.base.queries.together import first_touch, heads_of, together
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.actions.bearing import bear
from dueto.apps.leads.actions.moving import note_step
from dueto.apps.leads.actions.questions import lift
from dueto.apps.leads.explained import Explained, explain
from dueto.apps.leads.histories import History, histories_of
from dueto.apps.leads.models import Contact, Lead, Verdict
from dueto.apps.leads.standings import Place, lead_in_hand, places_of
from dueto.domain.lifecycle.crossing import Joins, Opens, Stays, crossing
from dueto.domain.lifecycle.handoff import Handoff
from dueto.domain.lifecycle.moves import Moved, move
from dueto.domain.lifecycle.reasons import agreed_from
from dueto.domain.lifecycle.stages import Stage
from dueto.domain.lifecycle.standing import Judged, Standing
from dueto.domain.lifecycle.steps import Step
from dueto.domain.qualification.newest import newest_positive

NEAR = 1_000_000
"""A datum away ranks before two, whatever the points."""
CLOSED = (Stage.WON, Stage.LOST)
"""Where the last passage keeps the hand-off by which it was sold."""


@transaction.atomic
def judge(*, person_ids: Iterable[int], at: datetime) -> list[int]:
    """Return the leads that opened because these people were judged at `at`; at most some hundred people at once.

    Rows are locked in the order of their ids, so that two workers never wait for each other. Without an agreement in
    force nobody is judged. Whoever was merged into somebody is judged as that person.
    """
    version = in_force(at)
    companies = dict(
        Person.objects.select_for_update().filter(present(), pk__in=set(heads_of(person_ids).values())).order_by("pk")
        .values_list("pk", "company_id")
    )  # fmt: skip
    if version is None or not companies:
        return []
    people = list(companies)
    inherit(companies, [field.name for field in version.agreement.fields.values() if field.of_company], at=at)
    histories, places = histories_of(people), places_of(people)
    _lock_companies(places)
    opened: list[int] = []
    explained: dict[int, list[Explained]] = {}
    for person in people:
        explained[person] = []
        for definition in version.agreement.definitions:
            known = explain(definition, histories[person], version=version, as_of=at)
            explained[person].append(known)
            lead = _cross(person, known, histories[person], places[person], at=at)
            opened += [lead.pk] if lead is not None else []
    keep([row_of(person, known) for person, verdicts in explained.items() for known in verdicts])
    bear(explained, places=places)
    lift(histories, at=at)
    return opened


def keep(verdicts: list[Verdict]) -> None:
    """Store the verdicts, each in the place of the last one."""
    Verdict.objects.bulk_create(
        verdicts, update_conflicts=True, unique_fields=["person", "definition"],
        update_fields=[
            "agreement", "standing", "fit", "behaviour", "is_fast", "lacking", "missing", "datum", "behaviour_short",
            "rank", "fades", "judged_at",
        ],
    )  # fmt: skip


def row_of(person_id: int, known: Explained) -> Verdict:
    """Return the verdict as it is kept: what lists sort and filter by."""
    verdict, lacks = known.verdict, known.missing
    single = next((names[0] for names in lacks.fields if len(names) == 1), "")
    return Verdict(
        person_id=person_id, definition=known.definition.name, agreement_id=known.version.id,
        standing=verdict.standing, fit=verdict.fit, behaviour=verdict.behaviour, is_fast=verdict.is_fast,
        lacking=["|".join(names) for names in verdict.lacking], missing=[list(names) for names in lacks.fields],
        datum=single, behaviour_short=lacks.behaviour, rank=verdict.total + (NEAR if single else 0),
        fades=any(line.counted for line in verdict.behaviour_lines) or verdict.is_fast, judged_at=verdict.as_of,
    )  # fmt: skip


def _cross(person_id: int, known: Explained, history: History, place: Place, *, at: datetime) -> Lead | None:
    if not known.verdict.qualified or place.open_lead(known.definition.name) is not None:
        return None
    name = known.definition.name
    in_hand = lead_in_hand(place.company_id, definition=name, but_not_of=person_id)
    is_contact = in_hand is not None and any(one.lead_id == in_hand.pk for one in place.joined.get(name, ()))
    standing = standing_of(known, history, place, in_hand=in_hand, is_contact=is_contact, at=at)
    match crossing(lead=standing, as_of=at):
        case Opens():
            return _open(person_id, known, standing, place, at=at)
        case Joins():
            assert in_hand is not None
            Contact.objects.create(lead=in_hand, person_id=person_id, joined_at=at)
            record(
                Tag.LEAD_JOINED, subject="lead", subject_id=in_hand.pk, person_id=person_id, at=at,
                agreement_id=known.version.id,
            )  # fmt: skip
        case Stays():
            pass
    return None


def _lock_companies(places: Mapping[int, Place]) -> None:
    """Let colleagues who cross at once come one after the other: the second joins. In order, as everywhere."""
    companies = {place.company_id for place in places.values() if place.company_id is not None}
    list(Company.objects.select_for_update().filter(pk__in=companies).order_by("pk").values_list("pk", flat=True))


def standing_of(
    known: Explained, history: History, place: Place, *, in_hand: Lead | None, is_contact: bool, at: datetime
) -> Standing:
    """Return what crossing has to know of this person."""
    verdict, name = known.verdict, known.definition.name
    proof = tuple(sorted({one.activity.id for line in verdict.behaviour_lines for one in line.counted}))
    fast = verdict.fast.activity if verdict.fast else None
    stage = place.stage(name)
    return Standing(
        stage=stage,
        handoff=Handoff.ACCEPTED if stage in CLOSED else None,
        zone=ZoneInfo(known.definition.zone.key),
        agreed=agreed_from(known.version.record),
        judged=Judged(
            qualified=verdict.qualified,
            newest_positive_at=newest_positive(known.definition, activities=history.activities, as_of=at),
            newest_fast_at=fast.occurred_at if fast else None,
            proof=tuple(sorted({*proof, fast.id})) if fast else proof,
        ),
        last=place.last(name),
        in_hand=str(in_hand.pk) if in_hand else None,
        is_contact=is_contact,
    )


def _open(person_id: int, known: Explained, standing: Standing, place: Place, *, at: datetime) -> Lead | None:
    name = known.definition.name
    if known.version.observes(at):
        if not Entry.objects.filter(
            tag=Tag.LEAD_OBSERVED, person_id=person_id, agreement_id=known.version.id, details__definition=name
        ).exists():
            record(
                Tag.LEAD_OBSERVED, subject="person", subject_id=person_id, person_id=person_id, at=at,
                agreement_id=known.version.id, details={"definition": name},
            )  # fmt: skip
        return None
    moved = move(lead=standing, step=Step.CROSS, as_of=at)
    if not isinstance(moved, Moved):
        return None
    lead = Lead.objects.create(
        person_id=person_id, company_id=place.company_id, definition=name, agreement_id=known.version.id,
        passage=place.passages(name) + 1, stage=moved.to, crossed_at=at, entered_at=at, fit=known.verdict.fit,
        behaviour=known.verdict.behaviour, is_fast=known.verdict.is_fast, proof=list(moved.proof),
        origin_id=first_touch(person_id).origin_id,
    )  # fmt: skip
    Lead.objects.filter(person__in=together([person_id]), definition=name).exclude(wakes_at=None).update(wakes_at=None)
    place.leads.setdefault(name, []).append(lead)
    note_step(lead, moved, by=None)
    record(
        Tag.LEAD_CROSSED, subject="lead", subject_id=lead.pk, person_id=person_id, at=at,
        agreement_id=known.version.id,
        details={
            "definition": name, "fit": lead.fit, "behaviour": lead.behaviour, "because": packed(moved.because),
        },
    )  # fmt: skip
    return lead
