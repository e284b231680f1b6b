"""What lacks of somebody, and how to get it: each datum with its field, where it is found, and what may be answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dueto.apps.leads.explained import Explained
from dueto.domain.agreement.definition import Definition
from dueto.domain.basics.message import Message, Value
from dueto.domain.conditions.condition import atoms_of
from dueto.domain.conditions.fields import Field, Kind, Means
from dueto.domain.qualification.explain import MEANS
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.missing import means_for
from dueto.domain.qualification.probes import probes_of
from dueto.web.people.words import label

INPUTS = {"email": "email", "phone": "tel", "mobile": "tel", "website": "url"}
MODES = {Kind.NUMBER: "numeric", Kind.DATE: "date"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One datum to be typed in place. `typed` and `error` come back when it could not be taken."""

    name: str
    label: Value
    means: Message
    on_website: bool
    input: str
    mode: str
    answers: tuple[str, ...]
    typed: str = ""
    error: Message | None = None


def asked(name: str, known: Explained, *, typed: str = "", error: Message | None = None) -> Asked:
    """Return one datum with its field."""
    field = known.fields[name]
    means = means_for(field, profile=known.profile)
    return Asked(
        name=name,
        label=label(name, fields=known.fields),
        means=MEANS[means],
        on_website=means in (Means.WEBSITE, Means.DERIVE),
        input="date" if field.kind is Kind.DATE else INPUTS.get(name, "text"),
        mode=MODES.get(field.kind, ""),
        answers=answers(known.definition, field),
        typed=typed,
        error=error,
    )


def to_ask(known: Explained) -> tuple[str, ...]:
    """Return the data to ask for first: those that would qualify somebody today, else those that are required."""
    if known.missing.fields:
        return known.missing.fields[0]
    return tuple(names[0] for names in known.verdict.lacking)


def others(known: Explained) -> dict[str, Value]:
    """Return every other field of the agreement with its label, those nobody knows first."""
    first = set(to_ask(known))
    names = [name for name in (*known.definition.fields(), *_desired(known.definition)) if name not in first]
    rest = [name for name in known.fields if name not in first and name not in names]
    ordered = sorted(dict.fromkeys((*names, *rest)), key=lambda name: name in known.profile)
    return {name: label(name, fields=known.fields) for name in ordered}


def answers(definition: Definition, field: Field) -> tuple[str, ...]:
    """Return the answers that the definition names, as suggestions; none for numbers and for what it looks into."""
    if field.kind is not Kind.TEXT or field.personal:
        return ()
    named = [
        atom.operand
        for when in definition.conditions()
        for atom in atoms_of(when)
        if atom.field == field.name and atom.operator in ("is", "one_of")
    ]
    texts = [str(text) for value in named for text in (value if isinstance(value, tuple) else (value,))]
    return tuple(dict.fromkeys(texts))


def best_fit(known: Explained, name: str, *, today: date) -> int | None:
    """Return the fit that somebody would have if `name` were known at its best."""
    verdicts = (
        judge(known.definition, profile={**known.profile, name: value}, activities=(), as_of=known.verdict.as_of)
        for value in probes_of(known.definition, name, today=today)
    )
    return max((verdict.fit for verdict in verdicts if not verdict.disqualified_by), default=None)


def _desired(definition: Definition) -> tuple[str, ...]:
    return tuple(name for names in definition.desired for name in names)
