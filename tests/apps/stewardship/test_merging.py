"""Merging two people and separating them again: field cases 3 and 10."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.base.actions import UnableToMerge, act, note, tell
from dueto.apps.base.models import Card, Fact, Identity, Note, Person
from dueto.apps.base.queries.known import notes_of
from dueto.apps.base.queries.search import search
from dueto.apps.base.queries.together import first_touch
from dueto.apps.handoff.actions import accept, give_back
from dueto.apps.handoff.models import Handoff, Notice
from dueto.apps.journal.models import Effect
from dueto.apps.leads.models import Lead, Verdict
from dueto.apps.leads.queries.passages import passages
from dueto.apps.stewardship.actions import merge, separate
from tests.apps.stewardship.states import HOUR, maria, state_of
from tests.cast import Cast
from tests.domain.nevadal import nevadal
from tests.thread import crossed, fill, work

pytestmark = pytest.mark.django_db


def test_a_merged_score_is_that_of_the_united_activities(cast: Cast) -> None:
    """Case 3: both downloaded within the cap; the sum of the two scores would be beyond it."""
    one, other = maria(cast.at), maria(cast.at, company_mail=True)
    for person in (one, other):
        for guide in ("a", "b"):
            act(person_id=person, kind="download", item=guide, at=cast.at)
    work(at=cast.at)
    apart = [verdict.behaviour for verdict in Verdict.objects.filter(person__in=(one, other))]

    merge(kept_id=one, gone_id=other, by=cast.nora.pk, at=cast.at)
    work(at=cast.at)

    assert apart == [16, 16]
    assert [verdict.behaviour for verdict in Verdict.objects.filter(person__in=(one, other))] == [16]


@pytest.mark.parametrize("keeps_younger", [False, True])
def test_the_earlier_origin_stands_and_is_nobodys_choice(cast: Cast, keeps_younger: bool) -> None:
    older, younger = maria(cast.at), maria(cast.at + HOUR, company_mail=True)
    for person, channel, campaign in ((older, "feria", "andina"), (younger, "busqueda", "marca")):
        for name, value in (("source", channel), ("campaign", campaign)):
            tell(person_id=person, field=nevadal().fields[name], value=value, by=cast.nora.pk, at=cast.at + HOUR)
    kept, gone = (younger, older) if keeps_younger else (older, younger)
    before = state_of(older), state_of(younger)

    with pytest.raises(UnableToMerge, match="the earlier one"):
        merge(kept_id=kept, gone_id=gone, by=cast.nora.pk, at=cast.at + 2 * HOUR, choices={"source": "gone"})
    merged = merge(kept_id=kept, gone_id=gone, by=cast.nora.pk, at=cast.at + 2 * HOUR)

    profile = state_of(kept).profile
    assert (profile["source"], profile["campaign"]) == ("feria", "andina")
    third = maria(cast.at + HOUR / 2, n=3)
    tell(person_id=third, field=nevadal().fields["source"], value="webinar", by=cast.nora.pk, at=cast.at + 2 * HOUR)
    later = merge(kept_id=kept, gone_id=third, by=cast.nora.pk, at=cast.at + 3 * HOUR)
    assert state_of(kept).profile["source"] == "feria", "whoever is merged after them does not come before them"
    for one in (later, merged):
        separate(merge_id=one.pk, by=cast.nora.pk, at=cast.at + 4 * HOUR)
    assert (state_of(older), state_of(younger)) == before


def test_merge_keeps_every_note_and_row_and_sends_no_deleted(cast: Cast) -> None:
    """Case 10."""
    handoff = crossed(at=cast.at)
    gone = handoff.lead.person_id
    note(person_id=gone, text="Llamar por la tarde", by=cast.rosa.pk, at=cast.at)
    kept = maria(cast.at)
    rows = [model.objects.count() for model in (Note, Lead, Handoff, Fact, Identity, Person)]
    left = set(Effect.objects.values_list("kind", flat=True))

    merge(kept_id=kept, gone_id=gone, by=cast.nora.pk, at=cast.at + HOUR)

    assert [model.objects.count() for model in (Note, Lead, Handoff, Fact, Identity, Person)] == rows
    assert [one.text for one in notes_of(kept)] == ["Llamar por la tarde"]
    assert [one.handoff_id for one in passages(kept)] == [handoff.pk]
    assert set(Effect.objects.values_list("kind", flat=True)) == left == {"mail"}
    assert Lead.objects.get(pk=handoff.lead_id).person_id == gone


def test_the_handoff_of_a_merged_person_goes_on(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    kept = maria(cast.at)
    merge(kept_id=kept, gone_id=handoff.lead.person_id, by=cast.nora.pk, at=cast.at + HOUR)

    accept(handoff_id=handoff.pk, by=handoff.executive_id or 0, at=cast.at + 2 * HOUR)
    work(at=cast.at + 2 * HOUR)

    assert Lead.objects.open().count() == 1
    assert Verdict.objects.filter(person=kept).exists()


def test_of_two_open_leads_the_older_stays(cast: Cast) -> None:
    older = crossed(at=cast.at)
    younger = crossed(at=cast.at + HOUR, visitor="v-2", email="r.tello@gmail.com", company="Otra Cosa")
    assert younger.executive_id is not None

    merged = merge(kept_id=younger.lead.person_id, gone_id=older.lead.person_id, by=cast.nora.pk, at=cast.at + 2 * HOUR)
    younger.refresh_from_db()
    younger.lead.refresh_from_db()

    assert (younger.state, younger.lead.end, younger.lead.stage) == ("withdrawn", "merged", "qualified")
    assert not younger.clocks.filter(stopped_at=None).exists()
    assert Notice.objects.filter(kind="merged", member=younger.executive_id, handoff=younger).exists()
    assert Lead.objects.open().get().pk == older.lead_id
    assert work(at=cast.at + 3 * HOUR) == []

    separate(merge_id=merged.pk, by=cast.nora.pk, at=cast.at + 4 * HOUR)
    younger.refresh_from_db()
    younger.lead.refresh_from_db()

    assert (younger.state, younger.lead.end, younger.lead.stage) == ("sent", "", "qualified")
    assert younger.clocks.filter(stopped_at=None).count() == 3
    assert Lead.objects.open().count() == 2


def test_a_chosen_value_holds_and_goes_with_the_merge(cast: Cast) -> None:
    one, other = maria(cast.at, phone="+51 987 111 111"), maria(cast.at + HOUR, company_mail=True, role="asistente")
    before = state_of(one), state_of(other)

    merged = merge(
        kept_id=one, gone_id=other, by=cast.nora.pk, at=cast.at + 2 * HOUR, choices={"role": "kept", "email": "kept"}
    )

    card = Card.objects.get(person=one)
    assert (card.role, card.email) == ("Jefa de calidad", "mafer.gil@gmail.com")
    assert Fact.objects.filter(source="merge").count() == 2

    separate(merge_id=merged.pk, by=cast.nora.pk, at=cast.at + 3 * HOUR)
    assert (state_of(one), state_of(other)) == before


def test_what_was_typed_by_hand_goes_where_it_is_told(cast: Cast) -> None:
    one, other = maria(cast.at), maria(cast.at, company_mail=True)
    merged = merge(kept_id=one, gone_id=other, by=cast.nora.pk, at=cast.at + HOUR)
    for field, value in (("sites", "9"), ("sector", "retail")):
        tell(person_id=one, field=nevadal().fields[field], value=value, by=cast.nora.pk, at=cast.at + 2 * HOUR)
    written = note(person_id=one, text="Prefiere el celular", by=cast.nora.pk, at=cast.at + 2 * HOUR)
    sites = Fact.objects.get(field="sites", value="9")

    separate(merge_id=merged.pk, by=cast.nora.pk, at=cast.at + 3 * HOUR, facts=[sites.pk], notes=[written.pk])

    assert (state_of(one).profile["sites"], state_of(other).profile["sites"]) == ("6", "9")
    assert (state_of(one).profile["sector"], state_of(other).profile["sector"]) == ("retail", "alimentos")
    assert [len(notes_of(person)) for person in (one, other)] == [0, 1]


def test_whoever_was_merged_is_found_by_the_name_they_had_until_they_are_separated(cast: Cast) -> None:
    kept, gone = maria(cast.at), maria(cast.at, company_mail=True)
    tell(person_id=kept, field=nevadal().fields["full_name"], value="Zenobia Quintanar", by=None, at=cast.at)
    tell(person_id=gone, field=nevadal().fields["full_name"], value="Xiomara Huaranca", by=None, at=cast.at)

    merged = merge(kept_id=kept, gone_id=gone, by=None, at=cast.at + HOUR)
    assert search("xiomara").person_ids == search("zenobia").person_ids == (kept,)
    assert search("siomara").person_ids == (kept,), "slips of it are forgiven too"

    separate(merge_id=merged.pk, by=None, at=cast.at + 2 * HOUR)
    assert (search("zenobia").person_ids, search("xiomara").person_ids) == ((kept,), (gone,))


def test_the_earlier_first_touch_is_shown(cast: Cast) -> None:
    one, other = maria(cast.at + HOUR), maria(cast.at, company_mail=True)

    merge(kept_id=one, gone_id=other, by=cast.nora.pk, at=cast.at + 2 * HOUR)

    assert first_touch(one).created_at == cast.at
    assert Person.objects.get(pk=one).created_at == cast.at + HOUR


def test_of_a_chain_either_may_be_undone(cast: Cast) -> None:
    people = [maria(cast.at, n=number) for number in range(3)]
    before = [state_of(person) for person in people]
    for first in (0, 1):
        a, b, c = people
        merges = [
            merge(kept_id=b, gone_id=a, by=None, at=cast.at + HOUR),
            merge(kept_id=c, gone_id=b, by=None, at=cast.at + 2 * HOUR),
        ]
        assert Person.objects.filter(merged_into=c).count() == 2
        separate(merge_id=merges[first].pk, by=None, at=cast.at + 3 * HOUR)
        assert state_of(a if first == 0 else c) == before[0 if first == 0 else 2]
        separate(merge_id=merges[1 - first].pk, by=None, at=cast.at + 4 * HOUR)
        assert [state_of(person) for person in people] == before


def test_in_a_chain_leads_open_again_as_they_come_apart(cast: Cast) -> None:
    handoffs = [
        crossed(at=cast.at + number * HOUR, visitor=f"v-{number}", email=f"r{number}@mail{number}.example",
                company=f"Empresa {number}", phone=f"+51 900 000 11{number}")
        for number in range(3)
    ]  # fmt: skip
    oldest, middle, youngest = (handoff.lead for handoff in handoffs)
    # The youngest keeps the middle one, then the oldest keeps both: the middle one's lead ends by the second merge.
    first = merge(kept_id=youngest.person_id, gone_id=middle.person_id, by=None, at=cast.at + 4 * HOUR)
    second = merge(kept_id=oldest.person_id, gone_id=youngest.person_id, by=None, at=cast.at + 5 * HOUR)
    assert [lead.pk for lead in Lead.objects.open()] == [oldest.pk]

    separate(merge_id=first.pk, by=None, at=cast.at + 6 * HOUR)
    assert {lead.pk for lead in Lead.objects.open()} == {oldest.pk, middle.pk}
    separate(merge_id=second.pk, by=None, at=cast.at + 7 * HOUR)
    assert Lead.objects.open().count() == 3
    assert Handoff.objects.filter(state="sent").count() == 3


def test_a_younger_passage_is_not_overtaken_by_a_separation(cast: Cast) -> None:
    older = crossed(at=cast.at)
    younger = crossed(at=cast.at + HOUR, visitor="v-2", email="r.tello@gmail.com", company="Otra Cosa")
    kept = younger.lead.person_id
    merged = merge(kept_id=kept, gone_id=older.lead.person_id, by=None, at=cast.at + 2 * HOUR)
    give_back(handoff_id=older.pk, by=older.executive_id or 0, at=cast.at + 3 * HOUR, reason="no piensa comprar ahora")
    fill("hablar-con-ventas", at=cast.at + 4 * HOUR, visitor="v-2", email="r.tello@gmail.com", company="Otra Cosa")
    (again,) = work(at=cast.at + 4 * HOUR)

    separate(merge_id=merged.pk, by=None, at=cast.at + 5 * HOUR)

    assert Lead.objects.open().get().pk == again.lead_id
    assert again.lead.person_id == kept


@pytest.mark.parametrize("how", ["itself", "twice", "other way", "nobody", "erased", "undone twice"])
def test_what_cannot_be_merged_is_refused(cast: Cast, how: str) -> None:
    one, other = maria(cast.at), maria(cast.at, company_mail=True)
    asked = {"itself": (one, one), "nobody": (one, 0), "other way": (other, one)}.get(how, (one, other))
    if how in ("twice", "other way", "undone twice"):
        merged = merge(kept_id=one, gone_id=other, by=None, at=cast.at)
    if how == "erased":
        Person.objects.filter(pk=other).update(erased_at=cast.at)
    if how == "undone twice":
        separate(merge_id=merged.pk, by=None, at=cast.at)
    rows = Identity.objects.filter(person=one).count()

    with pytest.raises(UnableToMerge):
        separate(merge_id=merged.pk, by=None, at=cast.at) if how == "undone twice" else merge(
            kept_id=asked[0], gone_id=asked[1], by=None, at=cast.at + timedelta(1)
        )
    assert Identity.objects.filter(person=one).count() == rows
