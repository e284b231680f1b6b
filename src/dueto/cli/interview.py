"""The first agreement from a short interview: what marketing and sales answer at one table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click

from dueto.adapters.readers.cleaning.countries import country_of
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.voice import Voice
from dueto.domain.agreement.schema import Zone
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.reading import WRONG, Reading
from dueto.domain.basics.text import fold

USUAL = ("full_name", "company", "email|phone", "role", "country")
FIT_POINTS = 20
LONGEST, MOST = 200, 40
HALF_A_LETTER = re.compile("[\ud800-\udfff]")
Answer = TypeVar("Answer")


def interview(*, voice: Voice) -> dict[str, Any]:
    """Return the document that the answers make; it is a valid agreement whatever was answered."""
    ask = _Table(voice)
    name = ask.text(say("1. What is the company called?"), voice(say("Our company")))
    zone = ask.until(say("2. In which time zone do you count days?"), _zone, "America/Lima")
    countries = ask.several(say("3. To which countries do you sell? (Perú, México; empty: any)"), country_of)
    sectors = ask.several(say("4. Which sectors do you serve? (comma between them; empty: any)"), _text)
    roles = ask.several(say("5. Which job titles buy? (words in the title, comma between them)"), _text)
    never = ask.several(say("6. Who never buys, whatever they do? (words in the title: estudiante, becario)"), _text)
    pages = ask.several(say("7. Which pages does somebody visit who is about to buy? (/precios, /casos)"), _path)
    talk = ask.text(say("8. What is the form called by which people ask to talk to sales?"), "hablar-con-ventas")
    fit = _fit(country={"one_of": countries}, sector={"one_of": sectors}, role={"contains_any": roles})
    definition: dict[str, Any] = {
        "name": voice(say("new business")),
        "required": [*USUAL, *(["sector"] if sectors else [])],
        "fit": fit,
        "behaviour": [*(_page(page, voice) for page in pages), *_usual_acts(voice)],
        "qualified": {"fit": max(FIT_POINTS, sum(rule["points"] for rule in fit) - FIT_POINTS), "behaviour": 30},
        "fast_track": [{"activity": "form", "where": {"form": {"is": talk}}, "valid": "30d"}],
    }
    if never:
        because = voice(say("does not buy"))
        definition["disqualify"] = [{"when": {"role": {"contains_any": never}}, "because": because}]
    return {
        "agreement": name,
        "version": 1,
        "calendar": {"time_zone": zone},
        "definitions": [definition],
        "commitments": {
            "marketing": [{"complete": "100%"}, {"answer_returns": "16h", "met_at_least": "90%"}],
            "sales": [{"answer": "4h", "met_at_least": "90%"}, {"first_contact": "8h", "met_at_least": "90%"}],
        },
    }


@dataclass(frozen=True, slots=True)
class _Table:
    """The table at which both teams sit: a question is asked again until its answer can be used."""

    voice: Voice

    def until(self, question: Message, understood: Callable[[str], Answer | Refusal], usual: str = "") -> Answer:
        while True:
            typed = str(click.prompt(self.voice(question), default=usual, show_default=bool(usual)))
            answer = understood(unicodedata.normalize("NFC", " ".join(typed.split())) or usual)
            if not isinstance(answer, Refusal):
                return answer
            click.echo(self.voice(answer.reason), err=True)

    def text(self, question: Message, usual: str) -> str:
        return self.until(question, _text, usual)

    def several(self, question: Message, each: Callable[[str], str | Refusal]) -> list[str]:
        """Return the answers between the commas, each of them once."""

        def understood(typed: str) -> list[str] | Refusal:
            parts: dict[str, None] = {}
            for part in filter(None, map(str.strip, typed.split(","))):
                read = each(part)
                if isinstance(read, Refusal):
                    return read
                parts[read] = None
            return list(parts) if len(parts) <= MOST else Refusal(say("at most {most}, please", most=MOST))

        return self.until(question, understood)


def _text(typed: str) -> str | Refusal:
    if len(typed) > LONGEST or HALF_A_LETTER.search(typed):
        return Refusal(say("expected {what}", what=say("a text of 1 to {most} characters", most=LONGEST)))
    if typed and not fold(typed):
        return Refusal(say("nothing is left of it without accents and spaces"))
    return typed


def _path(typed: str) -> str | Refusal:
    path = urlsplit(typed).path if "://" in typed else typed
    return _text(path if path.startswith("/") else f"/{path}")


def _zone(typed: str) -> str | Refusal:
    is_known = Zone().read(typed, (), Reading()) is not WRONG
    return typed if is_known else Refusal(say("expected {what}", what=Zone().expects()))


def _fit(**conditions: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Return a rule for each field of which anything was answered; if none was, any company fits."""
    asked: dict[str, Any] = {field: when for field, when in conditions.items() if any(when.values())}
    return [
        {"when": {field: when}, "points": FIT_POINTS}
        for field, when in (asked or {"company": {"present": True}}).items()
    ]


def _page(path: str, voice: Voice) -> dict[str, Any]:
    where = {"path": {"starts_with": path}}
    rule = {"activity": "visit", "where": where, "points": 15, "half_life": "14d", "cap": 25, "once_per": "day"}
    return {"name": voice(say("visit {path}", path=path)), **rule}


def _usual_acts(voice: Voice) -> list[dict[str, Any]]:
    """Return the acts that say something in every company; none of them is enough alone."""
    fading = {"half_life": "30d", "cap": 25}
    attended, talked = {"status": {"is": "attended"}}, {"result": {"is": "talked"}}
    return [
        {"name": voice(say("form")), "activity": "form", "points": 15, **fading},
        {"name": voice(say("download")), "activity": "download", "points": 8, "half_life": "30d", "cap": 16},
        {"name": voice(say("event")), "activity": "event", "where": attended, "points": 20, **fading},
        {"name": voice(say("reply")), "activity": "reply", "points": 15, **fading},
        {"name": voice(say("call")), "activity": "call", "where": talked, "points": 20, **fading},
    ]
