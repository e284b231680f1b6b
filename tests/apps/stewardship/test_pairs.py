"""Duplicates found in the base, explained, decided; field case 9."""

from __future__ import annotations

import pytest

from dueto.apps.base.models import Company, Person
from dueto.apps.leads.models import Contact, Lead
from dueto.apps.stewardship.actions import (
    UnableToMerge,
    ask_for_search,
    bring_back,
    claim_search,
    decide,
    do_search,
    merge_companies,
    separate_companies,
)
from dueto.apps.stewardship.models import Pair
from dueto.apps.stewardship.queries.pairs import next_pair, pairs, waiting_pairs
from dueto.apps.stewardship.queries.searches import seeking
from tests.apps.stewardship.states import HOUR, maria
from tests.cast import Cast
from tests.thread import crossed, fill, work

pytestmark = pytest.mark.django_db


def look(cast: Cast, *, whole: bool = True, kind: str = "person") -> int:
    """Search for duplicates at the instant of the cast, as the worker does; return how many pairs it found."""
    ask_for_search(kind=kind, by=cast.nora.pk, at=cast.at, whole=whole)
    search = claim_search(at=cast.at)
    assert search is not None
    assert claim_search(at=cast.at) is None
    return do_search(search, at=cast.at)


def crowd(cast: Cast) -> None:
    """Fill the base with people who are nobody's duplicate."""
    names = ("Abril", "Bruna", "Celia", "Dora", "Elsa", "Flora", "Gema", "Hilda", "Irma", "Julia", "Karla", "Lidia")
    for place, name in enumerate(names):
        fill("guia", at=cast.at, visitor=f"c{place}", full_name=f"{name} Suárez{place} Ríos{place}", phone="",
             email=f"{name.lower()}@otra{place}.example", company=f"Otra {place}")  # fmt: skip


def test_maria_fernanda_is_a_pair_with_its_reasons(cast: Cast) -> None:
    crowd(cast)
    one, other = maria(cast.at), maria(cast.at, company_mail=True)

    assert look(cast) == 1
    (pair,), more = pairs("person")

    assert ((pair.low, pair.high), more) == ((min(one, other), max(one, other)), "")
    assert pair.probability > 0.7
    assert {(reason.of, reason.level) for reason in pair.reasons if reason.weight > 0} >= {
        ("given", "same"), ("surname", "same"), ("company", "same"),
    }  # fmt: skip
    assert seeking("person").found == 1  # type: ignore[union-attr]
    assert "maria" not in str(Pair.objects.get().evidence).lower()


def test_two_people_on_one_browser_stay_two(cast: Cast) -> None:
    """Case 9: Sonia and Hugo share the reception's computer, its telephone and the company."""
    crowd(cast)
    for name in ("Sonia Ramos", "Hugo Paz"):
        fill("guia", at=cast.at, visitor="v-recepcion", full_name=name, company="Farmacéutica Lucena", country="ES",
             email=f"{name.split()[0].lower()}@lucena.example", phone="+34 957 000 111")  # fmt: skip

    assert look(cast) == 0


def test_what_was_decided_to_be_two_is_never_proposed_again(cast: Cast) -> None:
    crowd(cast)
    one, other, third = maria(cast.at), maria(cast.at, company_mail=True), maria(cast.at, email="mfg@yahoo.com")
    look(cast)
    for pair in Pair.objects.exclude(low=one, high=other):
        decide(pair_id=pair.pk, decision="distinct", by=cast.nora.pk, at=cast.at)
    together = Pair.objects.get(low=one, high=other)
    decide(pair_id=together.pk, decision="merged", kept_id=one, by=cast.nora.pk, at=cast.at)

    assert look(cast) == 0
    assert Pair.objects.filter(state="distinct").count() == 2
    with pytest.raises(UnableToMerge):
        decide(pair_id=together.pk, decision="distinct", by=cast.nora.pk, at=cast.at)
    assert Person.objects.get(pk=third).merged_into_id is None


def test_a_pair_put_off_comes_back(cast: Cast) -> None:
    crowd(cast)
    maria(cast.at), maria(cast.at, company_mail=True)
    look(cast)
    decide(pair_id=next_pair("person") or 0, decision="later", by=cast.nora.pk, at=cast.at)

    assert (waiting_pairs("person"), bring_back(at=cast.at + HOUR)) == (0, 0)
    assert (bring_back(at=cast.at + 24 * 8 * HOUR), waiting_pairs("person")) == (1, 1)


def test_afterwards_only_what_is_new_is_looked_at(cast: Cast) -> None:
    crowd(cast)
    one = maria(cast.at - HOUR)
    assert look(cast) == 0
    other = maria(cast.at, company_mail=True)

    assert look(cast, whole=False) == 1
    assert Pair.objects.get().high == max(one, other)


def test_two_companies_become_one_handoff_with_two_contacts(cast: Cast) -> None:
    older = crossed(at=cast.at)
    younger = crossed(at=cast.at + HOUR, visitor="v-2", email="otra@puntabravasac.example", full_name="Ana Luz",
                      company="Punta Brava Conservera")  # fmt: skip
    one, other = Company.objects.get(people=older.lead.person_id), Company.objects.get(people=younger.lead.person_id)

    merged = merge_companies(kept_id=other.pk, gone_id=one.pk, by=cast.nora.pk, at=cast.at + 2 * HOUR)

    assert Lead.objects.open().get().pk == older.lead_id
    assert Contact.objects.get().person_id == younger.lead.person_id
    assert Company.objects.filter(people__isnull=False).distinct().get().pk == other.pk
    again = fill("guia", at=cast.at + 3 * HOUR, visitor="v-3", email="z@puntabrava.example", full_name="Zoe Paz")
    assert Person.objects.get(pk=again).company_id == other.pk
    assert work(at=cast.at + 3 * HOUR) == []

    separate_companies(merge_id=merged.pk, by=cast.nora.pk, at=cast.at + 4 * HOUR)

    assert Lead.objects.open().count() == 2
    assert not Contact.objects.exists()
    assert {person.pk: person.company_id for person in Person.objects.all()} == {
        older.lead.person_id: one.pk, younger.lead.person_id: other.pk, again: one.pk,
    }  # fmt: skip


def test_of_a_chain_of_companies_either_may_be_undone(cast: Cast) -> None:
    people = [maria(cast.at, n=number) for number in range(3)]
    own = {person: Person.objects.get(pk=person).company_id for person in people}
    a, b, c = (own[person] or 0 for person in people)
    for first in (0, 1):
        merges = [merge_companies(kept_id=b, gone_id=a, by=None, at=cast.at),
                  merge_companies(kept_id=c, gone_id=b, by=None, at=cast.at)]  # fmt: skip
        assert set(Person.objects.values_list("company", flat=True)) == {c}
        for number in (first, 1 - first):
            separate_companies(merge_id=merges[number].pk, by=None, at=cast.at)
        assert dict(Person.objects.values_list("pk", "company")) == own


def test_companies_are_found_by_name_and_domain(cast: Cast) -> None:
    crowd(cast)
    for name, domain in (("Lácteos Aurora S.A.C.", "aurora.example"), ("Lacteos Aurora del Perú", "aurora.example")):
        fill("guia", at=cast.at, visitor=name, email=f"x{len(name)}@{domain}", full_name=f"Uno {name}", company=name)

    assert look(cast, kind="company") == 1
