"""The first agreement from a short interview: what marketing and sales answer at one table."""

from __future__ import annotations

from typing import Any

import click

from dueto.adapters.readers.cleaning.countries import country_of
from dueto.adapters.voice import Voice
from dueto.domain.agreement.schema import Zone
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.shapes import WRONG, Reading

USUAL = ("full_name", "company", "email|phone", "role", "country")
FIT_POINTS = 20


def interview(*, voice: Voice) -> dict[str, Any]:
    """Return the document that the answers make; it is a valid agreement whatever was answered."""

    def ask(question: Message, default: str = "") -> str:
        return str(click.prompt(voice(question), default=default, show_default=bool(default))).strip()

    def ask_list(question: Message) -> list[str]:
        return list(dict.fromkeys(part.strip() for part in ask(question).split(",") if part.strip()))

    name = ask(say("1. What is the company called?"), voice(say("Our company")))
    zone = _zone(voice)
    named = ask_list(say("3. To which countries do you sell? (Perú, México; empty: any)"))
    countries = list(dict.fromkeys(_country(name) for name in named))
    sectors = ask_list(say("4. Which sectors do you serve? (comma between them; empty: any)"))
    roles = ask_list(say("5. Which job titles buy? (words in the title, comma between them)"))
    never = ask_list(say("6. Who never buys, whatever they do? (words in the title: estudiante, becario)"))
    pages = ask_list(say("7. Which pages does somebody visit who is about to buy? (/precios, /casos)"))
    talk = ask(say("8. What is the form called by which people ask to talk to sales?"), "hablar-con-ventas")

    fit: list[dict[str, Any]] = []
    if countries:
        fit.append({"when": {"country": {"one_of": countries}}, "points": FIT_POINTS})
    if sectors:
        fit.append({"when": {"sector": {"one_of": sectors}}, "points": FIT_POINTS})
    if roles:
        fit.append({"when": {"role": {"contains_any": roles}}, "points": FIT_POINTS})
    fit = fit or [{"when": {"company": {"present": True}}, "points": FIT_POINTS}]
    definition: dict[str, Any] = {
        "name": voice(say("new business")),
        "required": [*USUAL, *(["sector"] if sectors else [])],
        "fit": fit,
        "behaviour": [*(_page(page) for page in pages), *_usual_acts(voice)],
        "qualified": {"fit": sum(rule["points"] for rule in fit), "behaviour": 30},
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


def _zone(voice: Voice) -> str:
    """Ask until the answer is a time zone."""
    while True:
        zone = str(click.prompt(voice(say("2. In which time zone do you count days?")), default="America/Lima")).strip()
        reading = Reading()
        if Zone().read(zone, (), reading) is not WRONG:
            return zone
        click.echo(voice(reading.problems[0].says), err=True)


def _country(name: str) -> str:
    code = country_of(name)
    return code if isinstance(code, str) else name


def _page(path: str) -> dict[str, Any]:
    where = {"path": {"starts_with": path if path.startswith("/") else f"/{path}"}}
    rule = {"activity": "visit", "where": where, "points": 15, "half_life": "14d", "cap": 25, "once_per": "day"}
    return {"name": f"visita {path}", **rule}


def _usual_acts(voice: Voice) -> list[dict[str, Any]]:
    """Return the acts that say something in every company; none of them is enough alone."""
    fading = {"half_life": "30d", "cap": 25}
    return [
        {"name": voice(say("form")), "activity": "form", "points": 15, **fading},
        {"name": voice(say("download")), "activity": "download", "points": 8, "half_life": "30d", "cap": 16},
        {
            "name": voice(say("event")),
            "activity": "event",
            "where": {"status": {"is": "attended"}},
            "points": 20,
            **fading,
        },
        {"name": voice(say("reply")), "activity": "reply", "points": 15, **fading},
        {"name": voice(say("call")), "activity": "call", "where": {"result": {"is": "talked"}}, "points": 20, **fading},
    ]
