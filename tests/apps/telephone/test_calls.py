"""Calls planned and made: only where they may be, at most three questions, the answer judged at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import act, tell
from dueto.apps.base.models import Activity, Card, Consent, Fact
from dueto.apps.handoff.actions import claim
from dueto.apps.journal.models import Entry
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Lead, Verdict
from dueto.apps.telephone.actions import (
    UnableToCall,
    UnableToPlan,
    change,
    end_rule,
    make_rule,
    plan,
    plan_by_rules,
    take_call,
    withdraw,
)
from dueto.apps.telephone.models import Call, CallTask
from dueto.apps.telephone.queries.listed import Turn, calls
from dueto.apps.telephone.queries.numbers import numbers, people_called
from tests.cast import Cast
from tests.web.people.world import JOAQUIN, People, came, people

__all__ = ["people"]
pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def joaquin(cast: Cast, people: People) -> int:
    """Return Joaquín with his number in Chile."""
    fields = in_force(cast.at).agreement.fields  # type: ignore[union-attr]
    tell(person_id=people.joaquin, field=fields["phone"], value="+56 9 2000 0222", by=cast.mara.pk, at=cast.at)
    judge(person_ids=[people.joaquin], at=cast.at)
    return people.joaquin


def planned(cast: Cast, person_id: int, *, aim: str = "confirm", at: datetime | None = None, **more: object) -> int:
    """Return the call that is planned."""
    made = plan(person_ids=[person_id], aim=aim, by=cast.mara.pk, at=at or cast.at, **more)  # type: ignore[arg-type]
    assert not made.refused
    return made.tasks[person_id]


def why(cast: Cast, person_id: int, *, at: datetime | None = None, **more: object) -> str:
    """Return why nobody is called."""
    made = plan(person_ids=[person_id], aim="confirm", by=cast.mara.pk, at=at or cast.at, **more)  # type: ignore[arg-type]
    return str(made.refused[person_id])


def test_a_call_is_planned_after_their_act_and_asks_what_lacks(cast: Cast, joaquin: int) -> None:
    task = CallTask.objects.get(pk=planned(cast, joaquin))

    assert (task.occasion, task.questions[0]) == ("event", "sites")
    assert task.because is not None
    assert task.because.kind == "event"
    assert Entry.objects.get(tag="person:call:planned").person_id == joaquin


def test_whom_nobody_calls(cast: Cast, joaquin: int, people: People) -> None:
    planned(cast, joaquin)
    assert why(cast, joaquin) == "planned"
    assert why(cast, people.rocio) == "no_number"
    Card.objects.filter(person=people.rocio).update(phone="+51 900 000 111")
    assert why(cast, people.rocio, occasion="reply") == "no_act"
    assert why(cast, people.rocio, occasion="basis") == "no_basis"
    claim(person_id=people.rocio, by=cast.julia.pk, at=cast.at)
    assert why(cast, people.rocio) == "with_sales"
    assert plan(person_ids=[999_999], aim="confirm", by=None, at=cast.at).tasks == {}


def test_who_withdrew_is_not_called_and_their_planned_call_is_refused(cast: Cast, joaquin: int) -> None:
    task = planned(cast, joaquin)
    identity = Activity.objects.filter(identity__person=joaquin)[0].identity
    Consent.objects.create(identity=identity, purpose="contact", is_given=False, text_version="", happened_at=cast.at)

    with pytest.raises(UnableToCall, match="does not want"):
        take_call(task_id=task, by=cast.rosa.pk, at=cast.at + HOUR, result="talked")
    withdraw(task_id=task, by=cast.rosa.pk, at=cast.at)
    assert why(cast, joaquin) == "no_consent"


def test_the_answer_qualifies_at_once(cast: Cast, joaquin: int) -> None:
    task = planned(cast, joaquin)

    taken = take_call(
        task_id=task, by=cast.rosa.pk, at=cast.at + HOUR, result="talked", answers={"sites": "7", "timing": ""}
    )

    assert Lead.objects.filter(pk__in=taken.opened).get().person_id == joaquin
    assert taken.next_at is None
    activity = Activity.objects.get(identity__person=joaquin, kind="call")
    assert (activity.direction, activity.result) == ("outbound", "talked")
    assert Fact.objects.filter(identity__person=joaquin, field="sites").latest("id").source == "call"
    assert CallTask.objects.get(pk=task).end == "talked"
    (told,) = numbers(as_of=cast.at + DAY)
    assert (told.aim, told.people, told.reached, told.answered, told.qualified) == ("confirm", 1, 1, 1, 1)
    assert people_called(aim="confirm", how="qualified", as_of=cast.at + DAY) == [joaquin]


def test_an_answer_that_cannot_be_taken_leaves_nothing_behind(cast: Cast, joaquin: int) -> None:
    task = planned(cast, joaquin)

    with pytest.raises(UnableToCall) as unable:
        take_call(task_id=task, by=cast.rosa.pk, at=cast.at, result="talked", answers={"sites": "unas", "timing": "ya"})

    assert set(unable.value.errors) == {"sites"}
    assert not Call.objects.exists()
    assert not Fact.objects.filter(identity__person=joaquin, field="timing").exists()
    with pytest.raises(UnableToCall, match="nobody was reached"):
        take_call(task_id=task, by=cast.rosa.pk, at=cast.at, result="no_answer", answers={"sites": "7"})
    with pytest.raises(UnableToCall, match="how the call went"):
        take_call(task_id=task, by=cast.rosa.pk, at=cast.at, result="bien")


def test_nobody_answered_so_the_next_call_is_at_another_hour_in_their_hours(cast: Cast, joaquin: int) -> None:
    task = planned(cast, joaquin)
    at, tried = cast.at, []

    for number in (1, 2, 3):
        taken = take_call(task_id=task, by=cast.rosa.pk, at=at, result="no_answer" if number != 2 else "assistant")
        tried.append(at.hour)
        if number < 3:
            assert taken.next_at is not None
            assert taken.next_at > at
            santiago = taken.next_at.astimezone(UTC)
            assert 13 <= santiago.hour < 22
            assert taken.next_at.hour not in tried
            at = taken.next_at
        else:
            assert taken.next_at is None

    assert CallTask.objects.get(pk=task).end == "no_answer"
    assert why(cast, joaquin, at=at + DAY) == "alone"
    act(person_id=joaquin, kind="reply", at=at + DAY)
    assert CallTask.objects.get(pk=planned(cast, joaquin, at=at + DAY)).occasion == "reply"


def test_whom_only_the_telephone_knows_is_not_called_twice(cast: Cast) -> None:
    person = came({**JOAQUIN, "phone": "+56 9 2000 0333", "email": "otro@vallehondo.example"}, at=cast.at)
    Activity.objects.filter(identity__person=person).delete()
    task = planned(cast, person, occasion="basis", basis="agreed")

    taken = take_call(task_id=task, by=cast.rosa.pk, at=cast.at, result="no_answer")

    assert taken.next_at is None
    assert why(cast, person, occasion="basis", basis="agreed", at=cast.at + DAY) == "alone"


def test_who_asked_for_another_moment_is_called_then(cast: Cast, joaquin: int) -> None:
    task, wished = planned(cast, joaquin), cast.at + 3 * DAY

    taken = take_call(task_id=task, by=cast.rosa.pk, at=cast.at, result="later", next_at=wished)

    assert taken.next_at == wished


def test_a_wrong_number_is_withdrawn_and_no_contact_is_for_ever(cast: Cast, joaquin: int, people: People) -> None:
    take_call(task_id=planned(cast, joaquin), by=cast.rosa.pk, at=cast.at, result="wrong_number")
    assert not Card.objects.get(person=joaquin).phone
    assert why(cast, joaquin) == "no_number"

    Card.objects.filter(person=people.rocio).update(phone="+51 900 000 111")
    take_call(task_id=planned(cast, people.rocio), by=cast.rosa.pk, at=cast.at, result="no_contact")
    assert why(cast, people.rocio) == "no_consent"


def test_what_rules_somebody_out_is_taken_down(cast: Cast, joaquin: int) -> None:
    task = planned(cast, joaquin, aim="drop")

    taken = take_call(task_id=task, by=cast.rosa.pk, at=cast.at, result="talked", drop=0)

    assert taken.has_dropped
    assert Verdict.objects.get(person=joaquin, definition="negocio nuevo").standing == "disqualified"
    assert people_called(aim="drop", how="dropped", as_of=cast.at) == [joaquin]


def test_what_is_asked_is_checked(cast: Cast, joaquin: int) -> None:
    for named in ({"aim": "vender"}, {"aim": "drop", "occasion": "lluvia"}, {"aim": "drop", "questions": ["budget"]},
                  {"aim": "drop", "basis": "porque"}):  # fmt: skip
        with pytest.raises(UnableToPlan):
            plan(person_ids=[joaquin], by=None, at=cast.at, **named)  # type: ignore[arg-type]


def test_those_to_be_called_back_come_first_and_who_sleeps_waits(cast: Cast, joaquin: int, people: People) -> None:
    Card.objects.filter(person=people.rocio).update(phone="+34 600 000 111", country="ES")
    asleep = planned(cast, people.rocio)
    back = planned(cast, joaquin)
    fresh = planned(cast, came({**JOAQUIN, "phone": "+51 900 000 444", "email": "n@n.example"}, at=cast.at))
    CallTask.objects.filter(pk=back).update(tries=1)
    evening = cast.at + timedelta(hours=6, minutes=30)

    listed = calls(agreement=in_force(cast.at).agreement, as_of=evening, member_id=cast.rosa.pk)  # type: ignore[union-attr]

    assert [(one.id, one.turn) for one in listed] == [(back, Turn.BACK), (fresh, Turn.NOW), (asleep, Turn.ASLEEP)]
    change(task_id=fresh, by=cast.mara.pk, at=cast.at, member_id=cast.ivan.pk)
    version = in_force(cast.at)
    assert version is not None
    assert fresh not in [one.id for one in calls(agreement=version.agreement, as_of=evening, member_id=cast.rosa.pk)]


def test_a_rule_plans_within_its_cap(cast: Cast, joaquin: int) -> None:
    for number in range(3):
        person = came({**JOAQUIN, "phone": f"+56 9 2000 044{number}", "email": f"n{number}@n.example"}, at=cast.at)
        act(person_id=person, kind="reply", at=cast.at)
        judge(person_ids=[person], at=cast.at)
    rule = make_rule(occasion="reply", aim="drop", per_day=2, member_id=cast.rosa.pk, by=cast.mara.pk, at=cast.at)

    assert plan_by_rules(at=cast.at + HOUR) == 2
    assert plan_by_rules(at=cast.at + HOUR) == 0
    assert plan_by_rules(at=cast.at + 2 * HOUR) == 0
    assert plan_by_rules(at=cast.at + DAY) == 1
    assert set(CallTask.objects.values_list("member", "rule")) == {(cast.rosa.pk, rule.pk)}
    end_rule(rule_id=rule.pk, by=cast.mara.pk, at=cast.at + DAY)
    assert plan_by_rules(at=cast.at + 2 * DAY) == 0
    with pytest.raises(UnableToPlan):
        make_rule(occasion="basis", aim="drop", per_day=2, by=cast.mara.pk, at=cast.at)
    with pytest.raises(UnableToPlan):
        make_rule(occasion="reply", aim="drop", per_day=0, by=cast.mara.pk, at=cast.at)
