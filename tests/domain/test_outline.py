"""The agreement read aloud, and what should be seen before anybody signs."""

from __future__ import annotations

from typing import Any

import pytest

from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.agreement.notices import notices
from dueto.domain.agreement.outline import outline
from dueto.domain.agreement.promises import commitment, span, stage, why
from dueto.domain.basics.message import Message
from tests.domain.nevadal import nevadal

ENDLESS = {"name": "calls", "activity": "call", "points": 5}
SMALL: dict[str, Any] = {"agreement": "a", "definitions": [{"name": "d", "qualified": {"total": 1}}]}


def said(document: dict[str, Any]) -> dict[str, list[str]]:
    """Return the outline of a document in English: the lines by their heading."""
    return {str(section.title): [str(line) for line in section.lines] for section in outline(read_agreement(document))}


def noticed(**definition: Any) -> list[str]:
    """Return the notices about a definition in English."""
    document = {"agreement": "a", "definitions": [{"name": "d", "required": ["company"], **definition}]}
    return [str(notice) for notice in notices(read_agreement(document))]


def test_nevadal_is_read_aloud_whole() -> None:
    sections = {str(section.title): [str(line) for line in section.lines] for section in outline(nevadal())}

    assert [*sections] == [
        "Agreement of Nevadal", "«negocio nuevo»: a qualified lead", "«negocio nuevo»: required data",
        "«negocio nuevo»: desired data", "«negocio nuevo»: out", "«negocio nuevo»: fit", "«negocio nuevo»: behaviour",
        "«negocio nuevo»: fast track", "«negocio nuevo»: observes first", "Personas", "Interests", "Process",
        "Shared goals", "Marketing owes sales", "Sales owes marketing", "Reasons to return", "Reasons to recycle",
        "Reasons for a loss", "Glossary",
    ]  # fmt: skip
    assert sections["«negocio nuevo»: required data"][2] == "e-mail or phone"
    assert sections["«negocio nuevo»: out"][0] == (
        "estudia, no compra: job title contains one of estudiante, tesista, practicante"
    )
    assert sections["«negocio nuevo»: behaviour"][0] == (
        "15 points, precios: visit where page starts with /precios, once a day, halved every 14 days, at most 25 in all"
    )
    assert sections["«negocio nuevo»: fast track"][1] == "call where direction is inbound, valid for 30 days"
    assert sections["«negocio nuevo»: observes first"] == ["for 30 days"]
    assert sections["Process"][3].endswith("contact within 1 hour, 6 attempts within 10 days on 2 channels")
    assert sections["Marketing owes sales"][0] == "90 qualified a month, of which sales accepts 75%"
    assert sections["Reasons to return"][1].endswith(
        "after 30 days at the earliest, counts against acceptance, with a note"
    )


def test_the_smallest_agreement_is_short() -> None:
    assert said(SMALL) == {
        "Agreement of a": ["Days are counted in UTC", f"Signature (SHA-256): {read_agreement(SMALL).hash}"],
        "«d»: a qualified lead": ["fit and behaviour together of at least 1"],
    }


def test_what_is_rarely_written_is_read_too() -> None:
    sections = said(
        {
            "agreement": "a",
            "definitions": [{"name": "d", "qualified": {"fit": 1}, "behaviour": [ENDLESS]}],
            "effective_from": "2026-11-23",
            "interests": [{"name": "audits", "says": ["merma", "excursión"]}],
            "personas": [{"name": "Quality", "when": {"role": {"contains": "calidad"}}}],
            "glossary": [{"word": "w", "means": "m"}, {"word": "v", "means": "m", "sales": "s"}],
        }
    )

    assert sections["«d»: behaviour"] == ["5 points, calls: call, each time"]
    assert sections["Agreement of a"][0] == "In force from 2026-11-23"
    assert sections["Interests"] == ["audits: merma, excursión"]
    assert sections["Personas"] == ["Quality: job title contains calidad"]
    assert sections["Glossary"] == ["w: m", "v: m"]


def test_spans_are_read_in_words() -> None:
    assert [str(span(text)) for text in ("1m", "30m", "1h", "4h", "1d", "14d")] == [
        "1 minute", "30 minutes", "1 hour", "4 hours", "1 day", "14 days",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (stage({"stage": "won", "name": "Closed", "owner": "sales"}), "Closed (Won): owned by sales"),
        (stage({"stage": "accepted", "owner": "sales", "clock": {"attempts": {"n": 6, "within": "10d"}}}),
         "Accepted: owned by sales, 6 attempts within 10 days"),
        (commitment({"qualified": 9, "per": "week"}), "9 qualified a week"),
        (commitment({"attempts": 1}), "1 attempt before giving up"),
        (commitment({"prepare": "4h"}), "hand-offs prepared within 4 hours"),
        (why({"reason": "price"}), "price"),
        (why({"reason": "rival", "to_whom": True}), "rival: to whom must be said"),
    ],
)  # fmt: skip
def test_promises_are_read_in_words(message: Message, words: str) -> None:
    assert str(message) == words


def test_nobody_is_warned_without_need() -> None:
    assert [str(notice) for notice in notices(nevadal())] == []


def test_one_kind_of_act_that_is_enough_is_noticed() -> None:
    rules = [
        {"name": "capped", "activity": "visit", "points": 5, "cap": 10},
        {"name": "small", "activity": "form", "points": 5, "cap": 9},
        {"name": "endless", "activity": "call", "points": 5},
        {"name": "away", "activity": "reply", "points": -5, "lasts": "9d"},
    ]

    assert noticed(behaviour=rules, qualified={"behaviour": 10}) == [
        "«capped» alone can reach the behaviour threshold of 10: its cap is 10",
        "«endless» has no cap: that one kind of act can reach the behaviour threshold of 10 alone",
    ]
    assert noticed(behaviour=rules, qualified={"behaviour": 0}) == []


def test_thresholds_that_nobody_can_reach_are_noticed() -> None:
    fit = [{"when": {"role": {"is": "x"}}, "points": 9}, {"when": {"role": {"is": "y"}}, "points": -5}]
    rules = [{"name": "v", "activity": "visit", "points": 5, "cap": 4}]

    assert noticed(fit=fit, qualified={"fit": 10}) == [
        "nobody can reach the fit threshold of 10: all fit rules together give 9"
    ]
    assert noticed(behaviour=rules, qualified={"behaviour": 5}) == [
        "nobody can reach the behaviour threshold of 5: all caps together give 4"
    ]
    assert noticed(fit=fit, qualified={"fit": 9}) == []


def test_a_definition_without_required_data_is_noticed() -> None:
    assert noticed(required=[], qualified={"fit": 0}) == [
        "«d» requires no datum: sales may be handed somebody without a name"
    ]
