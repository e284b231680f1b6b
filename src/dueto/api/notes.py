"""What colleagues wrote about somebody."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, maker, refusal
from dueto.api.cursors import After, Limit, number_in, page
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import UnableToTell, note
from dueto.apps.base.queries.paged import notes_after
from dueto.apps.team.rights import Right

router = Router()
READ, WRITE = Token("people:read"), Token("people:write")


class NoteIn(Given):
    """A note about somebody."""

    text: str = Field(min_length=1, max_length=4000)


class NoteMade(Schema):
    """The note that was written."""

    id: int


class NoteOut(Schema):
    """One note of a colleague, or of a program in a colleague's name."""

    id: int
    by: str
    text: str
    written_at: datetime


class NotesPage(Schema):
    """One page of notes, by id."""

    items: list[NoteOut]
    next: str | None


@router.get("/people/{int:person_id}/notes", auth=READ, response=NotesPage, summary="List notes about somebody")
def list_notes(request: Call, person_id: Id, after: After = "", limit: Limit = 50) -> NotesPage:
    """Return the notes about one person by id."""
    person = person_for(maker(request), person_id)
    found = notes_after(person.pk, number_in("notes", after), limit=limit + 1)
    items, behind = page("notes", found, limit=limit, key=lambda one: one.id)
    return NotesPage(items=[NoteOut.from_orm(one) for one in items], next=behind)


@router.post("/people/{int:person_id}/notes", auth=WRITE, response={201: NoteMade}, summary="Write a note")
def write_note(request: Call, person_id: Id, written: NoteIn) -> Status[NoteMade]:
    """Write a note in the name of whoever made the token."""
    person = person_for(maker(request), person_id, right=Right.NOTE)
    try:
        made = note(person_id=person.pk, text=written.text, by=request.auth.made_by, at=request.now)
    except UnableToTell as unable:
        raise refusal(unable.says, at="body/text") from None
    return Status(201, NoteMade(id=made.pk))
