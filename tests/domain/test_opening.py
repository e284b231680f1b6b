"""What an executive reads first: why, who, and what to begin with."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.adapters.voice import Voice
from dueto.domain.qualification.deeds import deed
from dueto.domain.qualification.history import profile_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.opening import REASONS, Persona, opening, persona_of, reasons, strongest
from tests.domain.nevadal import AS_OF, JOAQUIN, ROCIO, did, nevadal
from tests.domain.random_cases import random_case

PERU = {("country", "pe"): "Perú"}
WEBINAR = did(1, "event", 6, item="auditorias sin sorpresas", status="attended")
GUIDE = did(2, "download", 12, item="siete errores al medir el frio")
PRICES = did(3, "visit", 0, path="/precios")
ASKED = did(4, "form", 2, form="hablar-con-ventas", path="/hablar-con-ventas")


def verdict_of(*acts, profile=ROCIO):
    return judge(nevadal().definition(), profile=profile, activities=acts, as_of=AS_OF)


def test_it_says_what_they_did_strongest_first_and_who_they_are() -> None:
    verdict = verdict_of(GUIDE, WEBINAR, PRICES)

    said = reasons(verdict, profile=ROCIO, fields=nevadal().fields, words=PERU)

    assert [Voice("es")(one) for one in said] == [
        "asistió a «Auditorias sin sorpresas», hace 6 días",
        "visitó la página «Precios», hoy",
        "Alimentos, 6 sedes, Perú",
    ]
    assert str(said[0]) == "attended «Auditorias sin sorpresas», 6 days ago"


def test_it_begins_with_the_strongest_act() -> None:
    begin = opening(verdict_of(GUIDE, WEBINAR, PRICES), profile=ROCIO)

    assert str(begin).startswith("Start with: «Auditorias sin sorpresas» (attended, ")


def test_a_wish_to_talk_goes_first() -> None:
    verdict = verdict_of(WEBINAR, ASKED)

    assert strongest(verdict)[0] == ASKED
    assert "hablar con ventas" in str(reasons(verdict, profile=ROCIO, fields=nevadal().fields, words={})[0]).lower()


def test_a_stated_interest_is_the_topic() -> None:
    begin = opening(verdict_of(WEBINAR), profile={**ROCIO, "interests": "merma, auditoría"})

    assert str(begin).startswith("Start with: merma (")


@pytest.mark.parametrize(
    ("kind", "attributes", "said"),
    [
        ("call", {"direction": "inbound"}, "called us"),
        ("call", {"direction": "outbound", "result": "talked"}, "spoke by telephone"),
        ("call", {"direction": "outbound", "result": "no answer"}, "did not come to the telephone"),
        ("message", {"direction": "outbound"}, "was written to"),
        ("message", {"direction": "inbound"}, "wrote to us"),
        ("visit", {"path": "/"}, "visited our pages"),
        ("visit", {"path": "/casos/rio-seco?a=1"}, "visited the page «Casos › Rio seco»"),
        ("event", {"item": "feria andina", "status": "present"}, "was at «Feria andina»"),
        ("event", {}, "came to an event"),
        ("something else", {}, "did something"),
    ],
)
def test_what_somebody_did_is_said_truly(kind: str, attributes: dict[str, str], said: str) -> None:
    assert str(deed(did(1, kind, 1, **attributes))) == said


def test_nothing_is_made_up_where_nothing_is_known() -> None:
    assert opening(verdict_of(profile={}), profile={}) is None
    assert reasons(verdict_of(profile={}), profile={}, fields=nevadal().fields, words={}) == ()


def test_the_first_audience_that_fits_is_named() -> None:
    personas = [Persona(one["name"], one["when"], tuple(one["says"])) for one in nevadal().record["personas"]]

    found = persona_of(personas, profile=JOAQUIN, verdict=verdict_of(profile=JOAQUIN))

    assert found is not None
    assert (found.name, found.says) == ("Operaciones", ("reclamo", "merma"))
    assert persona_of(personas, profile={}, verdict=verdict_of(profile={})) is None


@given(seed=st.integers(0, 2**32))
def test_it_holds_for_whoever_comes(seed: int) -> None:
    case = random_case(Random(seed))
    for definition in case.agreement.definitions:
        for person in case.people().values():
            profile = profile_of(person.facts, as_of=case.as_of)
            verdict = judge(definition, profile=profile, activities=person.activities, as_of=case.as_of)
            said = reasons(verdict, profile=profile, fields=case.agreement.fields, words={})
            acts = strongest(verdict)

            assert len(said) <= REASONS
            assert len({act.id for act in acts}) == len(acts)
            assert {act.id for act in acts} <= {act.id for act in person.activities}
            assert bool(acts) is (
                (
                    verdict.behaviour_lines != ()
                    and any(one.weight > 0 for line in verdict.behaviour_lines for one in line.counted)
                )
                or verdict.fast is not None
            )
            shuffled = judge(
                definition, profile=profile, activities=tuple(reversed(tuple(person.activities))), as_of=case.as_of
            )
            assert reasons(shuffled, profile=profile, fields=case.agreement.fields, words={}) == said
