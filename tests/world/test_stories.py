"""The people with a story, judged by the reference at the launch under version 4, the draft on the table."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dueto.domain.agreement.definition import Definition
from dueto.domain.qualification.history import Activity, profile_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.verdict import Standing, Verdict
from dueto.world.cast import DIEGO, JULIA
from dueto.world.hours import hours_between
from dueto.world.months import datetime_of, instant_of
from tests.world.conftest import Told


@pytest.fixture
def verdict(small: Told, version_4: Definition, launch: datetime) -> Any:
    return lambda person: small.judged(person, version_4, as_of=launch)


def lines(verdict: Verdict) -> dict[str, int]:
    return {line.rule.name: line.points for line in verdict.behaviour_lines if line.points}


def leads_of(told: Told, person: str) -> list[dict[str, Any]]:
    return [row for row in told.rows["leads"] if row["person"] == person]


def deals_of(told: Told, person: str) -> list[dict[str, Any]]:
    return [row for row in told.rows["deals"] if row["person"] == person]


def test_rocio_fits_and_is_fifteen_points_from_crossing(verdict: Any) -> None:
    rocio = verdict("rocio-tello")

    assert (rocio.fit, rocio.behaviour, lines(rocio)) == (65, 24, {"guía": 6, "webinar": 18})
    assert rocio.standing is Standing.NOT_YET
    weights = [round(one.weight, 2) for line in rocio.behaviour_lines for one in line.counted]
    assert weights == [6.06, 18.23]


def test_rocio_crosses_when_she_opens_the_prices(small: Told, version_4: Definition, launch: datetime) -> None:
    prices = Activity(10**9, "visit", launch, launch, attributes={"path": "/precios"})

    rocio = small.judged("rocio-tello", version_4, as_of=launch, also=(prices,))

    assert (rocio.behaviour, rocio.qualified) == (39, True)


def test_joaquin_misses_one_datum(verdict: Any) -> None:
    joaquin = verdict("joaquin-urena")

    assert (joaquin.fit, joaquin.behaviour, joaquin.lacking) == (50, 44, (("sites",),))
    assert joaquin.reached


def test_joaquin_qualifies_with_seven_sites(small: Told, version_4: Definition, launch: datetime) -> None:
    profile = {**profile_of(small.facts["joaquin-urena"], as_of=launch), "sites": "7"}

    assert judge(version_4, profile=profile, activities=small.activities["joaquin-urena"], as_of=launch).qualified


def test_emilio_crossed_twice_with_a_return_in_between(small: Told, verdict: Any, launch: datetime) -> None:
    first, again = leads_of(small, "emilio-santangel")

    assert (first["answer"], first["reason"]) == ("returned", "no piensa comprar ahora")
    assert datetime_of(first["crossed_at"]).month == 3
    assert first["earliest"].endswith("-01-15")
    assert 0 < (launch - datetime_of(again["crossed_at"])).days <= 7
    assert verdict("emilio-santangel").qualified
    assert verdict("emilio-santangel").fast is not None


def test_both_passages_of_emilio_were_crossings(small: Told, version_3: Definition) -> None:
    for lead in leads_of(small, "emilio-santangel"):
        crossed = datetime_of(lead["crossed_at"])
        assert small.judged("emilio-santangel", version_3, as_of=crossed).qualified


def test_brenda_is_out_however_much_she_does(verdict: Any) -> None:
    brenda = verdict("brenda-ochoa")

    assert brenda.behaviour == 71
    assert [one.because for one in brenda.disqualified_by] == ["estudia, no compra"]


def test_el_tumbo_is_too_small(verdict: Any, small: Told) -> None:
    tumbo = verdict("wilfredo-chunga")

    assert small.people["wilfredo-chunga"]["company"] == "Cevichería El Tumbo"
    assert [one.because for one in tumbo.disqualified_by] == ["demasiado pequeña"]


def test_maria_fernanda_is_in_the_base_twice(
    small: Told, verdict: Any, version_4: Definition, launch: datetime
) -> None:
    whole, half = (small.people[person] for person in ("maria-fernanda-gil-pena", "ma-fernanda-gil"))

    assert half["email"].endswith("@gmail.com")
    assert whole["email"].endswith(".example")
    assert whole["phone"].replace(" ", "") in half["phone"].replace(" ", "")
    assert not verdict("maria-fernanda-gil-pena").qualified
    assert not verdict("ma-fernanda-gil").qualified
    merged = small.judged("maria-fernanda-gil-pena", version_4, as_of=launch,
                          also=tuple(small.activities["ma-fernanda-gil"]))  # fmt: skip
    assert merged.qualified


def test_sonia_and_hugo_share_a_computer_and_stay_two(small: Told) -> None:
    shared = [row for row in small.rows["activities"] if row["reason"] == "un equipo y dos personas"]

    assert {row["class"] for row in shared} == {"suspect"}
    assert {row["person"] for row in shared} == {None}
    assert len({row["identity_id"] for row in shared}) == 1
    assert small.people["sonia-lucena"]["company"] == small.people["hugo-lucena"]["company"] == "Farmacéutica Lucena"


def test_the_gateway_of_grupo_alborada_clicks_every_link_and_scores_nothing(small: Told, verdict: Any) -> None:
    people = [row["person"] for row in small.rows["people"] if row["company"] == "Grupo Alborada"]
    acts = [row for row in small.rows["activities"] if row["person"] in people]

    assert len(people) == 4
    assert {row["class"] for row in acts} == {"automatic"}
    assert {verdict(person).behaviour for person in people} == {0}
    by_mail: dict[tuple[str, datetime], list[int]] = {}
    for row in acts:
        by_mail.setdefault((row["person"], datetime_of(row["occurred_at"]).date()), []).append(row["occurred_at"])
    assert all(max(times) - min(times) <= 4_000_000 for times in by_mail.values())


def test_the_second_person_of_los_sauces_gets_no_second_handoff(small: Told, verdict: Any) -> None:
    first, second = (row for row in small.rows["people"] if row["company"] == "Avícola Los Sauces")

    assert [lead["executive"] for lead in leads_of(small, first["person"])] == [JULIA.name]
    assert verdict(second["person"]).qualified
    assert not leads_of(small, second["person"])


def test_ramiro_is_julias_own_find(small: Told, launch: datetime) -> None:
    [webinar] = [one for one in small.activities["ramiro-cuellar"] if one.attributes.get("status") == "attended"]

    assert small.people["ramiro-cuellar"]["source"] == "hallazgo de ventas"
    assert 235 <= (launch - webinar.occurred_at).days <= 250
    assert not leads_of(small, "ramiro-cuellar")
    assert [deal["executive"] for deal in deals_of(small, "ramiro-cuellar")] == [JULIA.name]


def test_rio_seco_is_a_customer_who_reads_about_lorries(small: Told, verdict: Any) -> None:
    old, new = deals_of(small, "patricia-lazarte")

    assert (old["outcome"], new["outcome"], new["executive"]) == ("won", "open", "Elena Prado")
    assert any(one.attributes.get("path") == "/ruta" for one in small.activities["patricia-lazarte"])
    assert not verdict("patricia-lazarte").qualified


def test_norte_claro_waits_nineteen_hours_in_diegos_list(small: Told, launch: datetime, version_4: Definition) -> None:
    [lead] = leads_of(small, "leticia-barragan")

    assert (lead["executive"], lead["first_contact_at"], lead["attempts"]) == (DIEGO.name, None, 0)
    assert hours_between(lead["handed_over_at"], instant_of(launch), zone=DIEGO.zone) == pytest.approx(19)
    assert small.judged("leticia-barragan", version_4, as_of=datetime_of(lead["crossed_at"])).qualified


def test_tres_plazas_comes_back_on_the_fifteenth_of_january(small: Told, launch: datetime) -> None:
    [deal] = deals_of(small, "hernan-cifuentes")

    assert (deal["company"], deal["outcome"]) == ("Mercados Tres Plazas", "deferred")
    assert deal["until"] == f"{launch.astimezone(UTC).year + 1}-01-15"


def test_who_was_erased_leaves_nothing_personal(small: Told, launch: datetime) -> None:
    erased = small.people["borrada-1"]

    assert not any(erased[name] for name in ("full_name", "email", "phone", "company", "tax_id"))
    assert profile_of(small.facts["borrada-1"], as_of=launch).keys() == {"country", "consent", "source", "campaign"}
    assert small.activities["borrada-1"]


def test_the_forty_second_win_was_three_points_short(small: Told, version_3: Definition, version_4: Definition) -> None:
    [lead] = leads_of(small, "oscar-benavides")
    crossed = datetime_of(lead["crossed_at"])

    assert small.first_crossing("oscar-benavides", version_3) == crossed
    assert small.judged("oscar-benavides", version_4, as_of=crossed).behaviour == 27
    assert small.first_crossing("oscar-benavides", version_4) is None
    assert deals_of(small, "oscar-benavides")[0]["outcome"] == "won"


def test_one_screen_on_a_wall_does_more_than_anybody(nevadal: Told) -> None:
    loads = [one for one in nevadal.activities["wilmer-paz"] if one.class_ == "automatic"]

    assert len(loads) == 24_000
