"""The thread, station by station: from the first visit to the outcome."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from dueto.apps.agreements.models import Agreement
from dueto.apps.base.models import Activity, Card, Person
from dueto.apps.handoff import actions
from dueto.apps.handoff.access import handoff_for
from dueto.apps.handoff.models import Clock, Handoff, Notice
from dueto.apps.handoff.queries.outcomes import outcomes_of
from dueto.apps.handoff.queries.passage import passage_of
from dueto.apps.journal import actions as journal
from dueto.apps.journal.models import Effect, Entry
from dueto.apps.leads.actions import renew
from dueto.apps.leads.models import Lead, Verdict
from dueto.apps.team.models import Absence, Member
from tests.cast import Cast
from tests.thread import browse, crossed, fill, lead_of, visit, work

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_a_visitor_becomes_a_person_with_the_visits_before(cast: Cast) -> None:
    browse(
        visit("/?utm_source=feria&utm_medium=qr&utm_campaign=andina", at=cast.at, referrer="https://search.example/"),
        visit("/casos/rio-seco", at=cast.at + MINUTE),
        at=cast.at + MINUTE,
    )
    person = fill("calculadora", at=cast.at + 2 * MINUTE)

    acts = Activity.objects.filter(identity__person=person)
    assert sorted(acts.values_list("kind", flat=True)) == ["form", "visit", "visit"]
    origin = Person.objects.get(pk=person).origin
    assert origin is not None
    assert (origin.utm_campaign, origin.first_page) == ("andina", "/")
    assert Card.objects.get(pk=person).role == "Jefa de calidad"


def test_the_visit_that_crosses_is_handed_over(cast: Cast) -> None:
    person = fill("calculadora", at=cast.at)
    browse(visit("/casos/rio-seco", at=cast.at + MINUTE), at=cast.at + MINUTE)
    assert work(at=cast.at + MINUTE) == []
    verdict = Verdict.objects.get(person=person)
    assert (verdict.standing, verdict.fit, verdict.behaviour) == ("not_yet", 65, 23)

    browse(visit("/precios", at=cast.at + 2 * MINUTE), at=cast.at + 2 * MINUTE)
    (handoff,) = work(at=cast.at + 2 * MINUTE)

    assert (handoff.lead.behaviour, handoff.state, handoff.executive) == (38, "sent", cast.julia)
    assert {clock.kind for clock in handoff.clocks.all()} == {"answer", "first_contact", "attempts"}
    assert [key.rpartition(":")[0] for key in Effect.objects.values_list("key", flat=True)] == [
        f"alert:{handoff.pk}:{cast.julia.pk}"
    ]
    assert Notice.objects.get().member == cast.julia


def test_who_asks_to_talk_crosses_at_once_and_is_told(cast: Cast) -> None:
    handoff = crossed(at=cast.at)

    assert handoff.is_fast
    assert handoff.clocks.get(kind="first_contact").budget == HOUR
    assert Effect.objects.filter(key=f"confirmation:{handoff.pk}").exists()


def test_from_acceptance_to_won(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    julia = cast.julia.pk

    actions.accept(handoff_id=handoff.pk, by=julia, at=cast.at + HOUR)
    actions.attempt(handoff_id=handoff.pk, by=julia, at=cast.at + HOUR, channel="call", result="talked")
    actions.open_opportunity(handoff_id=handoff.pk, by=julia, at=cast.at + DAY, amount=Decimal(15_000), currency="USD")
    actions.win(handoff_id=handoff.pk, by=julia, at=cast.at + 9 * DAY)

    lead = Lead.objects.get()
    assert (lead.stage, lead.end) == ("won", "won")
    assert [move.step for move in lead.moves.order_by("id")] == [
        "cross", "prepare", "send", "accept", "open_opportunity", "win",
    ]  # fmt: skip
    assert not Clock.objects.filter(stopped_at=None).exists()
    assert {clock.kind: clock.state for clock in Clock.objects.all()} == {
        "answer": "met", "first_contact": "met", "attempts": "met", "update": "met",
    }  # fmt: skip


def test_the_campaign_of_the_first_page_is_that_of_the_form_three_pages_later_and_of_the_deal(cast: Cast) -> None:
    """Case 11."""
    browse(
        visit("/casos?utm_source=feria&utm_medium=qr&utm_campaign=andina", at=cast.at, referrer="https://search.example/"),
        visit("/", at=cast.at + MINUTE), visit("/precios", at=cast.at + 2 * MINUTE),
        visit("/hablar?utm_source=boletin&utm_campaign=otra", at=cast.at + 3 * MINUTE), at=cast.at + 3 * MINUTE,
    )  # fmt: skip

    handoff, julia = crossed(at=cast.at + 4 * MINUTE), cast.julia.pk
    form = Activity.objects.get(kind="form", identity__person=handoff.lead.person)
    actions.accept(handoff_id=handoff.pk, by=julia, at=cast.at + HOUR)
    actions.open_opportunity(handoff_id=handoff.pk, by=julia, at=cast.at + DAY, amount=None, currency="USD")
    actions.win(handoff_id=handoff.pk, by=julia, at=cast.at + 9 * DAY)

    assert Person.objects.get(pk=handoff.lead.person_id).origin == handoff.lead.origin
    assert form.source in (None, handoff.lead.origin), "the form says nothing else"
    now = cast.at + 10 * DAY
    origin = passage_of(handoff_for(cast.julia, handoff.pk), as_of=now).origin
    assert origin is not None
    assert (origin.campaign, origin.first_page, origin.referrer) == ("andina", "/casos", "search.example")
    (line,) = outcomes_of(as_of=now).by_origin
    assert (line.campaign, line.won.won) == ("andina", 1)


def test_a_return_waits_for_its_date_and_something_new(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    person = handoff.lead.person_id
    returned_at = cast.at + HOUR
    given = actions.give_back(
        handoff_id=handoff.pk, by=cast.julia.pk, at=returned_at, reason="aún investiga", note="En enero."
    )

    assert lead_of(person).earliest == (returned_at + 30 * DAY).date()
    assert handoff.clocks.get(kind="answer_return").side == "marketing"
    browse(visit("/precios", at=returned_at + DAY), at=returned_at + DAY)
    assert work(at=returned_at + DAY) == []

    actions.answer_return(return_id=given.pk, by=cast.mara.pk, at=returned_at + DAY, answer="agreed")
    later = returned_at + 40 * DAY
    browse(
        visit("/precios", at=later), visit("/casos/rio-seco", at=later + MINUTE),
        visit("/precios", at=later - DAY), at=later + MINUTE,
    )  # fmt: skip
    fill("calculadora", at=later + 2 * MINUTE)
    (again,) = work(at=later + 2 * MINUTE)

    assert again.lead.passage == 2
    assert set(again.lead.proof) & set(handoff.lead.proof) == set()


def test_who_asks_again_after_a_return_is_heard_at_once(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    actions.give_back(handoff_id=handoff.pk, by=cast.julia.pk, at=cast.at + HOUR, reason="no piensa comprar ahora")

    again = crossed(at=cast.at + 2 * DAY)

    assert again.lead.passage == 2


def test_a_colleague_of_the_company_joins(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    fill(
        "hablar-con-ventas", at=cast.at + HOUR, visitor="v-percy", email="percy.lazo@puntabrava.example",
        full_name="Percy Lazo", phone="",
    )  # fmt: skip

    assert work(at=cast.at + HOUR) == []
    assert [contact.person.card.full_name for contact in handoff.lead.contacts.all()] == ["Percy Lazo"]


def test_a_shared_browser_never_melts_two_people(cast: Cast) -> None:
    browse(visit("/precios", at=cast.at), at=cast.at)
    sonia = fill("calculadora", at=cast.at + MINUTE)
    hugo = fill("calculadora", at=cast.at + 2 * MINUTE, email="hugo@lucena.example", full_name="Hugo Bastidas")
    browse(visit("/casos/rio-seco", at=cast.at + 3 * MINUTE), at=cast.at + 3 * MINUTE)

    assert sonia != hugo
    assert Activity.objects.filter(identity__person=hugo).count() == 1
    assert Activity.objects.get(path="/casos/rio-seco").classed == "suspect"


def test_an_untouched_lead_breaches_and_climbs_the_ladder_once(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    week = cast.at + 7 * DAY

    while actions.climb(at=week):
        pass

    answer = Clock.objects.get(kind="answer", owed_by=cast.julia)
    assert answer.state == "missed"
    assert answer.breached_at == cast.at + 4 * HOUR
    assert answer.fired == ["reminder", "due", "manager", "reroute"]
    missed = Entry.objects.get(tag="handoff:clock:missed", subject_id=handoff.pk, details__clock="answer",
                               happened_at=answer.breached_at)  # fmt: skip
    assert missed.happened_at == answer.due_at
    assert Handoff.objects.get(pk=handoff.pk).executive != cast.julia


@pytest.mark.parametrize("again", [actions.accept])
def test_accepting_twice_says_what_happened(cast: Cast, again: object) -> None:
    handoff = crossed(at=cast.at)
    actions.accept(handoff_id=handoff.pk, by=cast.julia.pk, at=cast.at + HOUR)

    with pytest.raises(actions.UnableTo, match="accepted it already"):
        actions.accept(handoff_id=handoff.pk, by=cast.julia.pk, at=cast.at + 2 * HOUR)


def test_a_deferred_sale_comes_back_by_itself(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    julia = cast.julia.pk
    actions.accept(handoff_id=handoff.pk, by=julia, at=cast.at + HOUR)
    actions.open_opportunity(handoff_id=handoff.pk, by=julia, at=cast.at + DAY, amount=None, currency="USD")
    actions.defer(handoff_id=handoff.pk, by=julia, at=cast.at + 2 * DAY, until=(cast.at + 30 * DAY).date())

    assert actions.resume_deferred(at=cast.at + 29 * DAY) == 0
    assert actions.resume_deferred(at=cast.at + 30 * DAY) == 1
    assert lead_of(handoff.lead.person_id).stage == "opportunity"


def test_a_lost_lead_crosses_again_with_something_new(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    julia = cast.julia.pk
    actions.accept(handoff_id=handoff.pk, by=julia, at=cast.at + HOUR)
    actions.open_opportunity(handoff_id=handoff.pk, by=julia, at=cast.at + DAY, amount=None, currency="USD")
    actions.lose(handoff_id=handoff.pk, by=julia, at=cast.at + 2 * DAY, reason="precio")

    assert crossed(at=cast.at + 9 * DAY).lead.passage == 2


def test_somebody_on_the_line_is_taken_and_dueto_prepares(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    work(at=cast.at)

    handoff = actions.claim(person_id=person, by=cast.julia.pk, at=cast.at + MINUTE)

    assert (handoff.state, handoff.lead.stage, handoff.lead.preparation_due) == ("accepted", "accepted", False)
    assert (handoff.clocks.get().kind, handoff.clocks.get().state) == ("prepare", "met")
    with pytest.raises(actions.UnableTo):
        actions.claim(person_id=person, by=cast.diego.pk, at=cast.at + HOUR)


def test_missed_stays_missed_whatever_the_calendar_says_later(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    late = cast.at + 6 * HOUR
    while actions.climb(at=late):
        pass
    missed = handoff.clocks.get(kind="answer").breached_at

    Absence.objects.create(member=cast.julia, began_at=cast.at, ended_at=late + DAY)
    actions.accept(handoff_id=handoff.pk, by=cast.julia.pk, at=late)

    assert missed is not None
    answer = handoff.clocks.get(kind="answer")
    assert (answer.state, answer.breached_at) == ("missed", missed)


def test_a_clock_of_somebody_away_without_an_end_is_looked_at_again(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    absence = Absence.objects.create(member=cast.julia, began_at=cast.at + HOUR)
    Clock.objects.update(next_at=cast.at + HOUR)
    actions.climb(at=cast.at + HOUR)
    absence.ended_at = cast.at + DAY
    absence.save()

    while actions.climb(at=cast.at + 3 * DAY):
        pass

    assert handoff.clocks.filter(kind="answer", state="missed").exists()


def test_one_clock_that_cannot_be_reckoned_holds_up_no_other(cast: Cast) -> None:
    broken = crossed(at=cast.at)
    crossed(at=cast.at, visitor="", email="otra@otra.example", company="Otra", phone="")
    Member.objects.filter(pk=cast.julia.pk).update(zone="Nowhere/At_All")
    Clock.objects.exclude(handoff=broken).update(owed_by=cast.diego.pk)

    actions.climb(at=cast.at + 6 * HOUR)

    assert Clock.objects.filter(state="missed").exclude(handoff=broken).exists()


def test_a_mail_leaves_only_for_the_worker_that_has_it(cast: Cast) -> None:
    crossed(at=cast.at)
    slow = Effect.objects.order_by("id")[0]
    assert journal.claim(slow, at=cast.at)
    quick = Effect.objects.get(pk=slow.pk)
    assert journal.claim(quick, at=cast.at + HOUR)

    assert not journal.leave(slow, at=cast.at + HOUR)
    assert journal.leave(quick, at=cast.at + HOUR)


def test_the_executive_hears_of_a_colleague_who_joins(cast: Cast) -> None:
    crossed(at=cast.at)
    second = fill("hablar-con-ventas", at=cast.at + HOUR, visitor="", email="percy@puntabrava.example", phone="")
    work(at=cast.at + HOUR)

    actions.tell_of_contacts(person_ids=[second], at=cast.at + HOUR)

    assert Notice.objects.filter(kind="joined", member=cast.julia).count() == 1


def test_a_new_version_judges_everybody_again(cast: Cast) -> None:
    fill("contacto", at=cast.at)
    work(at=cast.at)
    Verdict.objects.update(agreement=Agreement.objects.get(number=3))

    assert renew(at=cast.at + HOUR, done=()) == (cast.agreement.pk, 1)
    work(at=cast.at + HOUR)
    assert renew(at=cast.at + HOUR, done=()) == (cast.agreement.pk, 0)
