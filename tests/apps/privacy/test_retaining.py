"""How long things are kept: what each rule finds, what it leaves alone, and that it goes piece by piece."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from dueto.apps.base.actions import note
from dueto.apps.base.models import Activity, Handle, Person
from dueto.apps.forms.actions import confirm, send
from dueto.apps.forms.models import Submission
from dueto.apps.journal.models import Entry
from dueto.apps.leads.models import Lead
from dueto.apps.privacy.actions import keep, sweep
from dueto.apps.privacy.models import Erasure, Retention
from dueto.apps.privacy.queries.overview import would_go
from tests.cast import Cast
from tests.thread import browse, crossed, fill, visit
from tests.web.forms.designs import GUIDE
from tests.web.people.world import agreement

YEAR = timedelta(days=366)


def _sweep_all(cast: Cast, years: int) -> int:
    total = 0
    while done := sweep(at=cast.at + years * YEAR):
        total += done
    return total


def test_what_is_off_deletes_nothing(cast: Cast) -> None:
    fill("guia", at=cast.at)

    _sweep_all(cast, 5)

    assert not Erasure.objects.exists()


def test_browsers_that_nobody_is_known_by_lose_their_id_and_keep_their_visits(cast: Cast) -> None:
    browse(visit("/precios", at=cast.at, visitor="v-nobody"), visit("/precios", at=cast.at), at=cast.at)
    fill("guia", at=cast.at)
    visits = Activity.objects.count()

    assert _sweep_all(cast, 2) == 1
    assert set(Handle.objects.filter(kind="visitor").values_list("value", flat=True)) == {"v-rocio"}
    assert Activity.objects.count() == visits
    assert Entry.objects.get(tag="privacy:retention:swept").details == {"kind": "browsers", "count": 1}


def test_a_browser_that_still_comes_is_kept(cast: Cast) -> None:
    browse(visit("/precios", at=cast.at, visitor="v-nobody"), at=cast.at)
    browse(visit("/casos", at=cast.at + 1.5 * YEAR, visitor="v-nobody"), at=cast.at + 1.5 * YEAR)

    assert _sweep_all(cast, 2) == 0


def test_idle_people_go_and_customers_stay(cast: Cast) -> None:
    idle = fill(
        "guia", at=cast.at, visitor="v-1", email="idle@otra.example", phone="+51 900 000 120", company="Otra SA"
    )
    customer = crossed(at=cast.at, visitor="v-2").lead
    Lead.objects.filter(pk=customer.pk).update(end="won", ended_at=cast.at)
    fill("guia", at=cast.at, visitor="v-3", email="colega@puntabrava.example", phone="+51 900 000 121")
    keep(kind="people", days=365, is_on=True, by=cast.nora.pk, at=cast.at)
    assert would_go("people", days=365, as_of=cast.at + 2 * YEAR) == 1

    _sweep_all(cast, 2)

    assert list(Person.objects.exclude(erased_at=None).values_list("pk", flat=True)) == [idle]
    assert Erasure.objects.get().why == "kept long enough"


def test_a_rule_rests_for_a_day_once_it_found_nothing(cast: Cast) -> None:
    at = cast.at + 2 * YEAR
    sweep(at=at)
    assert Retention.objects.get(kind="browsers").swept_at == at
    browse(visit("/precios", at=cast.at, visitor="v-late"), at=cast.at)

    assert sweep(at=at + timedelta(hours=23)) == 0
    assert sweep(at=at + timedelta(hours=25)) == 1


def _asked_to_confirm(email: str, *, at: datetime) -> int:
    """Return who sent the form that asks to be confirmed by mail."""
    sent = send(
        agreement=agreement(), name="boletin", design=replace(GUIDE, opts_in=True, counts_as="boletin"),
        version_id=None, values={"email": email}, asked=("email",), agreed={"contact": "Acepto."}, language="es", at=at,
    )  # fmt: skip
    assert sent.person_id is not None, sent.refusals
    return sent.person_id


def test_whoever_never_confirmed_is_forgotten_unless_known_by_something_else(cast: Cast) -> None:
    gone = _asked_to_confirm("nunca@otra.example", at=cast.at)
    again = _asked_to_confirm("otravez@otra.example", at=cast.at)
    known = _asked_to_confirm("conocida@otra.example", at=cast.at)
    confirmed = _asked_to_confirm("si@otra.example", at=cast.at)
    _asked_to_confirm("otravez@otra.example", at=cast.at + timedelta(days=20))
    note(person_id=known, text="habló con Julia", by=cast.julia.pk, at=cast.at)
    confirm(submission_id=Submission.objects.get(identity__person=confirmed).pk, at=cast.at)

    while sweep(at=cast.at + timedelta(days=31)):
        pass

    assert list(Erasure.objects.values_list("person_id", flat=True)) == [gone]
    assert set(Person.objects.filter(erased_at=None)) >= {Person.objects.get(pk=pk) for pk in (again, known, confirmed)}
    assert [one.identity.person_id for one in Submission.objects.filter(awaits=True)] == [again]
    assert sweep(at=cast.at + timedelta(days=33)) == 0
