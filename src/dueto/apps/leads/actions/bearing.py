"""Keeping what is true of people, for lists to ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set

from django.db.models import Q

from dueto.apps.base import purposes
from dueto.apps.base.models import Consent, Person
from dueto.apps.base.queries.together import heads_of, together
from dueto.apps.base.queries.who import origin_of
from dueto.apps.leads.asked_words import CONTACT, NEWSLETTER, NO_CONTACT, states_of
from dueto.apps.leads.explained import Explained
from dueto.apps.leads.models import Bearer, Bulk, Lead, SavedView, Trait
from dueto.apps.leads.standings import Place
from dueto.apps.leads.traits import CAMPAIGN, CHANNEL, CONSENT, LEAD, borne, key_of


def bear(known: Mapping[int, list[Explained]], *, places: Mapping[int, Place]) -> None:
    """Keep what is true of these people by their verdicts and their leads. Four queries where nothing changed."""
    people = Person.objects.filter(pk__in=known).select_related("origin")
    origins = {person.pk: origin_of(person.origin) for person in people}
    consents = _consents(known)
    keys: dict[int, Set[str]] = {}
    for person, verdicts in known.items():
        if verdicts:
            came = origins[person]
            own = borne(verdicts, channel=came.channel if came else "", campaign=came.campaign if came else "")
            keys[person] = own | _of_leads(places[person].leads) | consents[person]
    keep_bearers(keys)


def bear_leads(person_id: int) -> None:
    """Keep where somebody stands with sales, as soon as a lead of theirs, or of one merged into them, has moved."""
    head = heads_of([person_id])[person_id]
    leads: dict[str, list[Lead]] = {}
    for lead in Lead.objects.filter(person__in=together([head])).select_related("handoff").order_by("id"):
        leads.setdefault(lead.definition, []).append(lead)
    keep_bearers({head: _of_leads(leads)}, kind=LEAD)


def _of_leads(leads: Mapping[str, Sequence[Lead]]) -> set[str]:
    return {key_of(LEAD, definition, state) for definition, own in leads.items() for state in states_of(own)}


def _consents(person_ids: Iterable[int]) -> dict[int, set[str]]:
    """Return what these people allow: to be contacted until they say no, the newsletter after a yes. One query."""
    said: dict[tuple[int, str], bool] = {}
    rows = Consent.objects.filter(
        identity__person__in=list(person_ids), purpose__in=(purposes.CONTACT, purposes.NEWSLETTER)
    )
    for person, purpose, is_given in rows.order_by("happened_at", "id").values_list(
        "identity__person_id", "purpose", "is_given"
    ):
        said[person or 0, purpose] = is_given

    def allows(person: int, purpose: str) -> bool:
        return purposes.is_allowed(purpose, said.get((person, purpose)))

    return {
        person: {
            key_of(CONSENT, CONTACT if allows(person, purposes.CONTACT) else NO_CONTACT),
            *((key_of(CONSENT, NEWSLETTER),) if allows(person, purposes.NEWSLETTER) else ()),
        }
        for person in person_ids
    }


def keep_bearers(keys: Mapping[int, Set[str]], *, kind: str = "") -> None:
    """Keep exactly these keys of each of these people; with `kind` only those of that kind are looked at."""
    ids = _trait_ids({key for own in keys.values() for key in own})
    wanted = {(person, ids[key]) for person, own in keys.items() for key in own}
    rows = Bearer.objects.filter(person_id__in=keys)
    if kind:
        rows = rows.filter(trait__key__startswith=f"{kind}.")
    kept = {(person, trait): pk for person, trait, pk in rows.values_list("person_id", "trait_id", "pk")}
    if gone := [pk for pair, pk in kept.items() if pair not in wanted]:
        Bearer.objects.filter(pk__in=gone).delete()
    if came := sorted(wanted - kept.keys()):
        Bearer.objects.bulk_create(
            [Bearer(person_id=person, trait_id=trait) for person, trait in came], ignore_conflicts=True
        )


def forget_bearers(person_ids: Collection[int]) -> None:
    """Keep nothing of people who are gone."""
    Bearer.objects.filter(person_id__in=person_ids).delete()


def _trait_ids(keys: Set[str]) -> dict[str, int]:
    ids = dict(Trait.objects.filter(key__in=keys).values_list("key", "pk"))
    if new := sorted(keys - ids.keys()):
        Trait.objects.bulk_create([Trait(key=key) for key in new], ignore_conflicts=True)
        ids = dict(Trait.objects.filter(key__in=keys).values_list("key", "pk"))
    return ids


def forget_words_of_lists(is_theirs: Callable[[str], bool]) -> None:
    """Let nothing that names somebody who is forgotten stay around lists: in a kept list, a note to many, an origin."""
    for view in SavedView.objects.order_by("pk"):
        if is_theirs(view.name) or is_theirs(view.conditions):
            SavedView.objects.filter(pk=view.pk).update(name=f"{view.pk}", conditions="")
    for bulk in Bulk.objects.exclude(said="", listed="").order_by("pk"):
        if is_theirs(bulk.said):
            Bulk.objects.filter(pk=bulk.pk).update(said="…")
        if is_theirs(bulk.listed):
            Bulk.objects.filter(pk=bulk.pk).update(listed="")
    for trait in Trait.objects.filter(Q(key__startswith=f"{CHANNEL}.") | Q(key__startswith=f"{CAMPAIGN}.")):
        if is_theirs(trait.key.partition(".")[2]):
            trait.delete()
