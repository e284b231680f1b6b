"""The forms that the agreement calls for: each asks what its definition requires, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.definition import Definition
from dueto.domain.conditions.condition import atoms_of
from dueto.domain.conditions.fields import Field

CONTACT = "contacto"


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a form. `is_required` questions must be answered; of `either` at least one."""

    field: Field
    is_required: bool
    either: tuple[str, ...] = ()


def form_names(agreement: Agreement) -> tuple[str, ...]:
    """Return the forms there are: those that a rule or a fast track of the agreement names, and the one for contact."""
    named = (name for definition in agreement.definitions for name in _named_by(definition))
    return tuple(dict.fromkeys((CONTACT, *named)))


def asking_for(agreement: Agreement, form: str) -> tuple[Definition, ...]:
    """Return the definitions that name a form, in a rule or a fast track; the first where none does."""
    naming = tuple(definition for definition in agreement.definitions if form in _named_by(definition))
    return naming or agreement.definitions[:1]


def form_fields(agreement: Agreement, form: str) -> tuple[FormField, ...]:
    """Return the questions of a form: the required data of the definitions that ask for it, in their order."""
    questions: dict[str, FormField] = {}
    for names in (names for definition in asking_for(agreement, form) for names in definition.required):
        for name in names:
            either = names if len(names) > 1 else ()
            if name not in questions or not either:
                questions[name] = FormField(agreement.fields[name], is_required=not either, either=either)
    return tuple(questions.values())


def _named_by(definition: Definition) -> Iterator[str]:
    asked = [rule.where for rule in definition.behaviour if rule.activity == "form"]
    asked += [rule.where for rule in definition.fast_track if rule.activity == "form"]
    for atom in (atom for where in asked for atom in atoms_of(where) if atom.field == "form"):
        yield from map(str, atom.operand if isinstance(atom.operand, tuple) else (atom.operand,))
