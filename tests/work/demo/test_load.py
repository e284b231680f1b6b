"""The demo is what the world says, row for row and promise for promise."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F, Q

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.models import Activity, Card, Company, Handle, Identity, Person, PersonalValue
from dueto.apps.handoff import clocks
from dueto.apps.handoff.models import Clock, Handoff, Return
from dueto.apps.handoff.queries.desk import desk_of
from dueto.apps.journal.models import Effect, Entry
from dueto.apps.journal.sentences import SENTENCES
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Contact, Lead, Move, Opportunity, Verdict
from dueto.apps.leads.queries.nearest import next_question
from dueto.apps.leads.queries.set_aside import set_aside
from dueto.apps.privacy.models import Erasure
from dueto.apps.team.models import Member
from dueto.apps.telephone.queries.listed import Turn, calls
from dueto.work.demo.people import visitor_of
from dueto.world.cast import CAST

pytestmark = pytest.mark.django_db


def called(name: str) -> Person:
    return Person.objects.get(card__full_name=name)


def verdict(name: str) -> Verdict:
    return Verdict.objects.get(person=called(name))


def leads(name: str) -> list[Lead]:
    return list(Lead.objects.filter(person=called(name)).order_by("passage"))


def test_everybody_with_a_story_stands_as_told(nevadal: datetime) -> None:
    rocio, joaquin, brenda = verdict("Rocío Tello"), verdict("Joaquín Ureña"), verdict("Brenda Ochoa")

    assert (rocio.fit, rocio.behaviour, rocio.standing) == (65, 24, "not_yet")
    assert (joaquin.datum, joaquin.behaviour) == ("sites", 44)
    assert Verdict.objects.exclude(datum="").order_by("-rank", "-id").first() == joaquin
    assert (brenda.standing, brenda.behaviour) == ("disqualified", 71)
    assert not leads("Rocío Tello")
    assert [(lead.stage, lead.end) for lead in leads("Emilio Santángel")] == [
        ("prospect", "returned"),
        ("accepted", ""),
    ]
    assert (
        len({Card.objects.get(full_name=name).person_id for name in ("María Fernanda Gil Peña", "Ma. Fernanda Gil")})
        == 2
    )
    assert leads("Patricia Lazarte")[-1].company == Company.objects.get(name="Agroexportadora Río Seco")


def test_rocio_crosses_once_her_browser_opens_the_prices(nevadal: datetime) -> None:
    rocio = called("Rocío Tello")
    browser = Identity.objects.get(handle__kind="visitor", handle__value=visitor_of("rocio-tello"))
    assert browser.person == rocio
    at = nevadal + timedelta(minutes=2)
    Activity.objects.create(identity=browser, kind="visit", path="/precios", occurred_at=at, known_at=at)

    opened = judge(person_ids=[rocio.pk], at=at)

    (lead,) = Lead.objects.filter(pk__in=opened)
    assert (lead.fit, lead.behaviour) == (65, 39)


def test_the_second_person_of_a_company_joins(nevadal: datetime) -> None:
    joined = Contact.objects.get(person=called("Percy Lazo"))

    assert joined.lead.person == called("Nancy Farfán")
    assert not leads("Percy Lazo")


def test_the_deferred_one_comes_back_by_itself(nevadal: datetime) -> None:
    lead = Lead.objects.get(company__name="Mercados Tres Plazas")

    assert (lead.stage, lead.deferred_until) == ("deferred", date(nevadal.year + 1, 1, 15))


def test_norte_claro_is_late_with_diego(nevadal: datetime) -> None:
    clock = Clock.objects.get(handoff__lead__company__name="Empacadora Norte Claro", kind="first_contact")

    assert clock.owed_by is not None
    assert clock.owed_by.first_name == "Diego"
    assert clock.stopped_at is None
    assert clock.due_at is not None
    assert clock.breached_at == clock.due_at < nevadal
    assert {"reminder", "due"} <= set(clock.fired)


def test_who_asked_to_be_forgotten_has_nothing_personal_left(nevadal: datetime) -> None:
    erased = Person.objects.exclude(erased_at=None).get()

    assert not Handle.objects.filter(identity__person=erased).exists()
    assert not PersonalValue.objects.filter(identity__person=erased).exists()
    assert Activity.objects.filter(identity__person=erased).exists()
    assert not Verdict.objects.filter(person=erased).exists()
    assert Erasure.objects.get().person_id == erased.pk


def test_julias_desk_has_the_morning_on_it(nevadal: datetime) -> None:
    julia = Member.objects.get(email="julia@nevadal.example")

    desk = desk_of(member_id=julia.pk, zone=ZoneInfo(julia.zone), as_of=nevadal)

    waiting = {entry.who.name: entry for entry in desk.waiting}
    assert {"Maritza Oyola", "Gino Basurto", "Elvira Quiroz", "Renato Vildósola"} <= waiting.keys()
    assert not any(entry.face.is_late for entry in desk.waiting if entry.face)
    meeting = Handoff.objects.get(lead__person=called("Maritza Oyola")).meeting_at
    assert meeting is not None
    assert meeting > nevadal


def test_nothing_leaves_the_house_because_of_history(nevadal: datetime) -> None:
    assert not Effect.objects.exists()
    assert not Clock.objects.filter(next_at__lte=nevadal).exists()


def test_every_clock_says_what_its_calendar_says(nevadal: datetime) -> None:
    clocked = Clock.objects.select_related("handoff__lead__agreement", "owed_by").order_by("id")

    for clock in clocked.filter(kind__in=["answer", "first_contact", "answer_return"])[:300]:
        agreement = clocks.agreement_of(clock.handoff)
        found = clocks.standing(clock, calendar=clocks.calendar_for(clock, agreement), as_of=nevadal)
        assert found.due_at == clock.due_at  # type: ignore[union-attr]
        assert (found.state, found.breached_at) == (clock.state, clock.breached_at)  # type: ignore[union-attr]


def test_moves_lead_from_one_to_the_next(nevadal: datetime) -> None:
    for lead in Lead.objects.prefetch_related("moves"):
        moves = sorted(lead.moves.all(), key=lambda move: move.pk)
        assert moves[-1].to == lead.stage
        assert [move.happened_at for move in moves] == sorted(move.happened_at for move in moves)


def test_rows_agree_with_each_other(nevadal: datetime) -> None:
    assert not Handoff.objects.filter(answered_at__lt=F("sent_at")).exists()
    assert not Handoff.objects.filter(sent_at__lt=F("lead__crossed_at")).exists()
    assert not Handoff.objects.filter(state="returned", returns=None).exists()
    assert not Lead.objects.filter(stage__in=["won", "lost"], opportunity__closed_at=None).exists()
    assert not Opportunity.objects.filter(closed_at=None).exclude(lead__ended_at=None).exists()
    assert not Clock.objects.filter(~Q(handoff__lead__ended_at=None), side="sales", stopped_at=None).exists()
    assert not Lead.objects.filter(wakes_at__lte=nevadal).exists()
    assert not Lead.objects.filter(crossed_at__gt=nevadal).exists()
    assert not Move.objects.filter(happened_at__gt=nevadal).exists()
    assert not Entry.objects.filter(happened_at__gt=nevadal).exists()


def test_the_journal_tells_it_in_order_and_in_known_words(nevadal: datetime) -> None:
    times = list(Entry.objects.order_by("id").filter(agreement_id__isnull=False).values_list("happened_at", flat=True))

    assert times == sorted(times)
    assert set(Entry.objects.values_list("tag", flat=True)) <= {str(tag) for tag in SENTENCES}
    assert Entry.objects.filter(tag=Tag.LEAD_CROSSED).count() == Lead.objects.exclude(moves__step="claim").count()


def test_whoever_buys_is_looked_after_by_elena(nevadal: datetime) -> None:
    elena = Member.objects.get(email="elena@nevadal.example")

    assert Company.objects.filter(leads__stage="won").exists()
    assert not Company.objects.filter(leads__stage="won").exclude(owner=elena).exists()


def test_everybody_of_the_cast_opens_with_the_password_of_the_demo(nevadal: datetime) -> None:
    assert Member.objects.count() == len(CAST)
    assert all(member.check_password("nevadal-demo") for member in Member.objects.filter(email__startswith="mara"))


def test_sales_words_wait_for_marketing(nevadal: datetime) -> None:
    load_returns = Return.objects.filter(answered_at=None)

    assert all(given.note for given in load_returns)


def test_rosa_has_calls_to_make_and_joaquin_is_left_to_be_found(nevadal: datetime) -> None:
    rosa = Member.objects.get(email="rosa@nevadal.example")
    version = in_force(nevadal)
    assert version is not None

    listed = calls(agreement=version.agreement, as_of=nevadal, member_id=rosa.pk)

    assert len(listed) >= 4
    assert [one.turn for one in listed] == sorted(one.turn for one in listed)
    assert Turn.BACK in {one.turn for one in listed}
    first = next_question("negocio nuevo")
    assert first is not None
    assert first.person_id == called("Joaquín Ureña").pk
    assert first.person_id not in {one.who.id for one in listed}


def test_the_gateway_of_grupo_alborada_is_seen_among_the_machines(nevadal: datetime) -> None:
    version = in_force(nevadal)
    assert version is not None

    groups = set_aside(definitions=version.agreement.definitions, as_of=nevadal).groups

    alborada = next(one for one in groups if one.company == "Grupo Alborada" and one.kind == "mail_click")
    assert (alborada.reason, len(alborada.people)) == ("every link of a mail", 4)
