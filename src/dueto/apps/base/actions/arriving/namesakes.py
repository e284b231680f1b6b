"""Who bears a name at a company: by this those are recognised who left no address, phone or id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dueto.apps.base.arrivals import NAMESAKE, namesake_of
from dueto.apps.base.models import Company, Identity, Person, present
from dueto.domain.basics.text import fold

SOME = 400
BARE: frozenset[str] = frozenset({"import", NAMESAKE})
"""Identities by which nobody is known but to lists."""


def namesakes(wanted: dict[str, str]) -> dict[str, list[int]]:
    """Return the people of each name at a company. `wanted` are the companies' comparable names. Three queries.

    Everybody counts, however they came: that one of two is meant cannot be told.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for keys in _some(sorted(set(wanted.values()))):
        companies = {
            merged or pk: key for pk, key, merged in
            Company.objects.filter(key__in=keys).values_list("id", "key", "merged_into_id")
        }  # fmt: skip
        people = Person.objects.filter(present(), company__in=companies).order_by("id")
        for pk, company, name in people.values_list("id", "company_id", "card__full_name").iterator(chunk_size=2_000):
            if (mark := namesake_of(fold(name or ""), companies[company])) in wanted:
                found[mark].append(pk)
    return dict(found)


def known_to_lists(people: Iterable[int]) -> tuple[set[int], set[int]]:
    """Return who of these came with a list, and who of them is known by nothing but lists. A query for many."""
    came: set[int] = set()
    otherwise: set[int] = set()
    for some in _some(sorted(set(people))):
        for person, kind in Identity.objects.filter(person_id__in=some).values_list("person_id", "kind").distinct():
            (came if kind in BARE else otherwise).add(person)
    return came, came - otherwise


def _some(values: list[int] | list[str]) -> Iterator[list[int] | list[str]]:
    for start in range(0, len(values), SOME):
        yield values[start : start + SOME]
