"""Forms: which there are, what each asks, and what somebody answered."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field, Path, Router, Schema, Status

from dueto.api.calls import Call
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.api.problems import Problem, in_english
from dueto.apps.agreements.queries import in_force
from dueto.apps.forms.actions.sending import send
from dueto.apps.forms.queries.published import Archived, listed, published

router = Router()
READ, WRITE = Token("forms:read"), Token("people:write")
NEEDED = "this text has to be agreed to"


class QuestionOut(Schema):
    """One question of a form."""

    field: str
    is_required: bool
    answers: list[str] = Field(description="what can be answered; empty: anything")


class FormOut(Schema):
    """One form that is open."""

    name: str
    questions: list[QuestionOut]
    consents: list[str] = Field(description="the purposes for which it asks consent")
    opts_in: bool = Field(description="whether consent counts only once it is confirmed by mail")


class SubmissionIn(Given):
    """What somebody answered, and the texts they agreed to, word for word, by purpose."""

    values: dict[str, str] = Field(max_length=60)
    agreed: dict[Literal["contact", "newsletter"], Annotated[str, Field(min_length=1, max_length=4000)]] = Field({})
    language: Literal["es", "en"] = "es"
    visitor: str = Field("", max_length=64, description="the id that the script gave the browser")
    first_page: str = Field("", max_length=300)
    referrer: str = Field("", max_length=200)


class SubmissionMade(Schema):
    """What was taken down, and whose it is."""

    id: int
    person: int


@router.get("/forms", auth=READ, response=list[FormOut], summary="List forms")
def list_forms(request: Call) -> list[FormOut]:
    """Return the forms that are open: those that the agreement calls for, and those that were designed."""
    version = in_force(request.now)
    return [
        FormOut(
            name=one.name,
            questions=[
                QuestionOut(field=question.field, is_required=question.is_required, answers=list(question.answers))
                for question in one.design.questions
            ],
            consents=[asking.purpose for asking in one.design.consents], opts_in=one.design.opts_in,
        )
        for one in listed(version.agreement if version else None)
        if one.is_open
    ]  # fmt: skip


@router.post(
    "/forms/{name}/submissions", auth=WRITE, response={201: SubmissionMade}, summary="Send a form"
)  # fmt: skip
def submit(request: Call, name: Annotated[str, Path(max_length=100)], sent: SubmissionIn) -> Status[SubmissionMade]:
    """Take a form as if it had been filled in on its page; refused whole, field by field."""
    version = in_force(request.now)
    try:
        form = published(name, version.agreement) if version else None
    except Archived:
        form = None
    if form is None or version is None:
        raise Problem(404, "no such thing")
    lacking = [one.purpose for one in form.design.consents if one.is_required and one.purpose not in sent.agreed]
    if lacking:
        errors = [{"at": f"body/agreed/{purpose}", "says": NEEDED} for purpose in lacking]
        raise Problem(422, "not every answer can be taken", errors=errors)
    agreed = {str(purpose): text for purpose, text in sent.agreed.items()}
    done = send(
        agreement=version.agreement, name=form.name, design=form.design, version_id=form.version_id,
        values=sent.values, asked=None, agreed=agreed, language=sent.language, visitor=sent.visitor,
        first_page=sent.first_page, referrer=sent.referrer, at=request.now,
    )  # fmt: skip
    if done.submission_id is None or done.person_id is None:
        refusals = (done.refusals or {}).items()
        errors = [{"at": f"body/values/{field}", "says": in_english(says)} for field, says in refusals]
        raise Problem(422, "not every answer can be taken", errors=errors)
    return Status(201, SubmissionMade(id=done.submission_id, person=done.person_id))
