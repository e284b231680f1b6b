"""The forms that the agreement calls for, and what each asks."""

from __future__ import annotations

from ninja import Field, Router, Schema

from dueto.api.calls import Call
from dueto.api.keys import Token
from dueto.apps.agreements.queries import in_force
from dueto.apps.base.forms import form_fields, form_names

router = Router()
READ = Token("forms:read")


class QuestionOut(Schema):
    """One question of a form."""

    field: str
    is_required: bool
    either: list[str] = Field(description="of these at least one has to be answered")


class FormOut(Schema):
    """One form. It is submitted to `/people`, with its name."""

    name: str
    questions: list[QuestionOut]


@router.get("/forms", auth=READ, response=list[FormOut], summary="List forms")
def list_forms(request: Call) -> list[FormOut]:
    """Return the forms there are; none before an agreement is in force."""
    version = in_force(request.now)
    if version is None:
        return []
    questions = [
        QuestionOut(field=one.field.name, is_required=one.is_required, either=list(one.either))
        for one in form_fields(version.agreement)
    ]
    return [FormOut(name=name, questions=questions) for name in form_names(version.agreement)]
