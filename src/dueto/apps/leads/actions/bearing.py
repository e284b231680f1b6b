"""Keeping what is true of people, for lists to ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set

from django.db.models import Q

from dueto.apps.base.models import Person
from dueto.apps.base.queries.who import origin_of
from dueto.apps.leads.explained import Explained
from dueto.apps.leads.models import Bearer, Bulk, SavedView, Trait
from dueto.apps.leads.traits import CAMPAIGN, CHANNEL, borne


def bear(known: Mapping[int, list[Explained]]) -> None:
    """Keep what is true of these people by their verdicts. Three queries where nothing changed."""
    people = Person.objects.filter(pk__in=known).select_related("origin")
    origins = {person.pk: origin_of(person.origin) for person in people}
    keys: dict[int, Set[str]] = {}
    for person, verdicts in known.items():
        if verdicts:
            came = origins[person]
            keys[person] = borne(verdicts, channel=came.channel if came else "", campaign=came.campaign if came else "")
    keep_bearers(keys)


def keep_bearers(keys: Mapping[int, Set[str]]) -> None:
    """Keep exactly these keys of each of these people."""
    ids = _trait_ids({key for own in keys.values() for key in own})
    wanted = {(person, ids[key]) for person, own in keys.items() for key in own}
    rows = Bearer.objects.filter(person_id__in=keys).values_list("person_id", "trait_id", "pk")
    kept = {(person, trait): pk for person, trait, pk in rows}
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
