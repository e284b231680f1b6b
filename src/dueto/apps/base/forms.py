"""The forms that the agreement calls for: each asks what the definition requires, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from dueto.domain.agreement.agreement import Agreement
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
    named = [CONTACT]
    for definition in agreement.definitions:
        asked = [rule.where for rule in definition.behaviour if rule.activity == "form"]
        asked += [rule.where for rule in definition.fast_track if rule.activity == "form"]
        for where in asked:
            for atom in atoms_of(where):
                if atom.field == "form":
                    named += map(str, atom.operand if isinstance(atom.operand, tuple) else (atom.operand,))
    return tuple(dict.fromkeys(named))


def form_fields(agreement: Agreement) -> tuple[FormField, ...]:
    """Return the questions of a form: the required data of the first definition, in its order."""
    questions: list[FormField] = []
    for names in agreement.definitions[0].required:
        for name in names:
            either = names if len(names) > 1 else ()
            questions.append(FormField(agreement.fields[name], is_required=len(names) == 1, either=either))
    return tuple(questions)
