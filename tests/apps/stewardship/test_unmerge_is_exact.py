"""Random histories; a merge; random doings since; separated: all that is older is as if they had never been one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dueto.apps.base.actions import act, note, tell
from dueto.apps.base.models import Activity, Fact, Identity, Person
from dueto.apps.stewardship.actions import merge, separate
from tests.apps.stewardship.states import State, maria, state_of
from tests.cast import Cast
from tests.domain.nevadal import nevadal
from tests.domain.soak import times
from tests.thread import browse, fill, visit, work

pytestmark = pytest.mark.django_db
Doing: TypeAlias = tuple[str, bool, int]
KINDS = ("visit", "form", "call", "tell", "note", "ask", "work")
DOINGS = st.lists(st.tuples(st.sampled_from(KINDS), st.booleans(), st.integers(0, 2)), max_size=6)
MAILS = ("mafer.gil@gmail.com", "mgil@lacteosaurora.example")
CHOSEN = ["role", "email", "full_name", "company", "sites"]
CHOICES = st.dictionaries(st.sampled_from(CHOSEN), st.sampled_from(["kept", "gone"]))


@settings(max_examples=times(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(before=DOINGS, after=DOINGS, choices=CHOICES, keeps_second=st.booleans())
def test_unmerge_restores_everything_older(
    cast: Cast, before: list[Doing], after: list[Doing], choices: dict[str, str], keeps_second: bool
) -> None:
    with transaction.atomic():
        one, other = maria(cast.at), maria(cast.at, company_mail=True, company="Aurora Holding")
        at = _do(before, (one, other), cast, cast.at)
        work(at=at)
        older = {person: state_of(person) for person in (one, other)}
        kept, gone = (other, one) if keeps_second else (one, other)

        merged = merge(kept_id=kept, gone_id=gone, by=cast.nora.pk, at=at, choices=choices)
        work(at=at)
        since = _do(after, (kept, kept), cast, at)
        separate(merge_id=merged.pk, by=cast.nora.pk, at=since)

        assert not Identity.objects.exclude(home=None).exists()
        assert not Person.objects.exclude(merged_into=None).exists()
        for person in (one, other):
            _is_as_it_was(state_of(person), older[person], at=at, is_kept=person == kept)
        merged = merge(kept_id=gone, gone_id=kept, by=None, at=since)  # and the other way round, on top of it
        again = {person: len(state_of(person).facts) for person in (one, other)}
        assert again[kept] == 0
        separate(merge_id=merged.pk, by=None, at=since + timedelta(hours=1))
        transaction.set_rollback(True)


def _is_as_it_was(now: State, was: State, *, at: datetime, is_kept: bool) -> None:
    """Check what is older than the merge: equal, row for row; what came since belongs to its identity."""
    assert {one[0] for one in was.identities} <= {one[0] for one in now.identities}
    for rows_now, rows_was, model in ((now.facts, was.facts, Fact), (now.acts, was.acts, Activity)):
        assert set(rows_was) <= set(rows_now)
        fresh = model.objects.filter(pk__in=set(rows_now) - set(rows_was))
        assert all(row.known_at >= at for row in fresh)
        if not is_kept:
            assert all(row.identity.kind != "manual" for row in fresh), "hand-typed rows stay unless they are chosen"
    assert set(was.values) <= set(now.values)
    assert set(was.notes) <= set(now.notes)
    assert set(was.consents) <= set(now.consents)
    older = {lead["id"] for lead in was.leads}
    assert [lead for lead in now.leads if lead["id"] in older] == was.leads
    if now.facts == was.facts and now.acts == was.acts:
        assert replace(now, notes=was.notes, leads=was.leads, moves=was.moves, handoffs=was.handoffs, clocks=was.clocks,
                       identities=was.identities) == was  # fmt: skip
    assert now.person[1:3] == was.person[1:3]


def _do(doings: list[Doing], people: tuple[int, int], cast: Cast, at: datetime) -> datetime:
    """Let things happen, an hour apart; a form comes from the one or the other address whoever has it now."""
    for kind, second, n in doings:
        at += timedelta(hours=1)
        _DO[kind](people[second], second, n, cast, at)
    return at + timedelta(hours=1)


def _visit(person: int, second: bool, n: int, cast: Cast, at: datetime) -> None:
    browse(visit(("/precios", "/casos/uno", "/")[n], at=at, visitor=MAILS[second]), at=at)


def _form(person: int, second: bool, n: int, cast: Cast, at: datetime) -> None:
    fill("calculadora", at=at, visitor=MAILS[second], email=MAILS[second], sites=str(n + 3), phone="")


def _ask(person: int, second: bool, n: int, cast: Cast, at: datetime) -> None:
    fill("hablar-con-ventas", at=at, visitor=MAILS[second], email=MAILS[second], phone="")


def _call(person: int, second: bool, n: int, cast: Cast, at: datetime) -> None:
    act(person_id=person, kind="call", at=at, direction="outbound", result=("talked", "no_answer", "later")[n])


def _tell(person: int, second: bool, n: int, cast: Cast, at: datetime) -> None:
    name, value = (("role", "gerente"), ("company", "Cambiada S.A."), ("sites", ""))[n]
    tell(person_id=person, field=nevadal().fields[name], value=value, by=cast.nora.pk, at=at)


def _note(person: int, second: bool, n: int, cast: Cast, at: datetime) -> None:
    note(person_id=person, text=f"nota {n}", by=cast.nora.pk, at=at)


def _work(person: int, second: bool, n: int, cast: Cast, at: datetime) -> None:
    work(at=at)


_DO: dict[str, Callable[[int, bool, int, Cast, datetime], None]] = {
    "visit": _visit, "form": _form, "ask": _ask, "call": _call, "tell": _tell, "note": _note, "work": _work,
}  # fmt: skip
