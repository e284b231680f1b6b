"""What the pages of calls say: turns, aims and occasions as choices, and the sentence that opens a call."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from dueto.apps.base.queries.who import Who
from dueto.apps.telephone.queries.listed import Turn
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.qualification.deeds import deed
from dueto.domain.qualification.history import Activity
from dueto.domain.qualification.opening import Persona
from dueto.domain.telephone.words import AIMS, BASES, OCCASIONS, Aim, Basis, Occasion
from dueto.web.handoffs.words import RESULT_WORDS, RESULTS, Option

TURNS = {
    Turn.BACK: say("Call back now"),
    Turn.NOW: say("To be called now"),
    Turn.ASLEEP: say("Outside their hours"),
    Turn.LATER: say("Later"),
}
GREETINGS = ((12, say("Good morning")), (19, say("Good afternoon")), (24, say("Good evening")))
ENDS = {**RESULT_WORDS, "withdrawn": say("Taken back")}


def aim_options(*, chosen: str = "") -> list[dict[str, Any]]:
    """Return what a call can be for."""
    return [{"value": aim, "label": AIMS[aim], "is_chosen": aim == chosen} for aim in Aim]


def occasion_options(*, with_basis: bool, chosen: str = "") -> list[dict[str, Any]]:
    """Return the occasions of a call."""
    kinds = [kind for kind in Occasion if with_basis or kind is not Occasion.BASIS]
    return [{"value": kind, "label": OCCASIONS[kind], "is_chosen": kind == chosen} for kind in kinds]


def basis_options(*, chosen: str = "") -> list[dict[str, Any]]:
    """Return on what a call without an act can rest."""
    return [{"value": basis, "label": BASES[basis], "is_chosen": basis == chosen} for basis in Basis]


def why_we_call(*, occasion: str, because: Activity | None, basis: str) -> Message:
    """Return why this person is called: what they did, and when."""
    if because is None:
        return say("{occasion}: {basis}", occasion=OCCASIONS[Occasion(occasion)], basis=_basis(basis))
    return say("{deed}, {day}", deed=deed(because), day=because.occurred_at.date())


def opening_words(
    who: Who, *, caller: str, us: str, because: Activity | None, persona: Persona | None, there: datetime, zone: tzinfo
) -> tuple[Message, ...]:
    """Return what to begin with: who calls, what they did, and what people like them speak of.

    `there` is the contact's own time, by which they are greeted; `zone` is the reader's, by which days are told.
    """
    greeting = next(words for until, words in GREETINGS if there.hour < until)
    said = [
        say("{greeting}, {name}. This is {caller} from {us}.", greeting=greeting, name=who.name, caller=caller, us=us)
        if who.name
        else say("{greeting}. This is {caller} from {us}.", greeting=greeting, caller=caller, us=us)
    ]
    if because is not None:
        said.append(say("On {day} you {deed}.", day=because.occurred_at.astimezone(zone).date(), deed=deed(because)))
    if persona is not None and persona.says:
        said.append(say("People in your work speak to us of {words}. Is it so with you?", words=persona.says))
    return tuple(said)


def result_options() -> tuple[Option, ...]:
    """Return how a call can go."""
    return RESULTS


def there_words(at: datetime) -> Message:
    """Return the contact's own time."""
    return say("there it is {time}", time=f"{at:%H:%M}")


def _basis(basis: str) -> Value:
    return BASES[Basis(basis)] if basis in set(Basis) else "—"
