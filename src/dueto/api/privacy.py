"""What people may ask of us: everything that is held about them, and to be forgotten."""

from __future__ import annotations

from datetime import datetime

from django.http import StreamingHttpResponse
from ninja import Router, Schema, Status

from dueto.api.calls import Call, Id, maker, refusal
from dueto.api.keys import Token
from dueto.apps.base.access import person_for
from dueto.apps.privacy.actions import UnableToErase, erase, hand_out
from dueto.apps.privacy.document import archive
from dueto.apps.team.rights import Right

router = Router()
ZIP = {
    "responses": {
        200: {
            "description": "a ZIP with a page to read and a file for programs",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


class ErasureOut(Schema):
    """Who was forgotten: the person, and those merged into them."""

    people: list[int]
    erased_at: datetime
    leads: int


@router.post(
    "/people/{int:person_id}/copies", auth=Token("privacy:copy"), summary="Hand out all that is held about somebody",
    response={200: None}, openapi_extra=ZIP,
)  # fmt: skip
def copy(request: Call, person_id: Id) -> StreamingHttpResponse:
    """Return everything that is held about somebody, and note that it was handed out."""
    person = person_for(maker(request), person_id, right=Right.FORGET)
    hand_out(person_id=person.pk, by=request.auth.made_by, at=request.now)
    zone = maker(request).time_zone
    pieces = archive(person.pk, voice=request.voice, zone=zone, at=request.now)
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response.headers["Cache-Control"] = "no-store"
    return response


@router.post(
    "/people/{int:person_id}/erasure",
    auth=Token("privacy:erase"),
    response={200: ErasureOut},
    summary="Forget somebody",
)
def forget(request: Call, person_id: Id) -> Status[ErasureOut]:
    """Forget somebody for good: nothing that tells who it was stays, and every count stays as it was."""
    person = person_for(maker(request), person_id, right=Right.FORGET)
    try:
        done = erase(person_id=person.pk, by=request.auth.made_by, at=request.now)
    except UnableToErase as unable:
        raise refusal(unable.says, at="path/person_id") from None
    return Status(200, ErasureOut(people=list(done.person_ids), erased_at=done.erased_at, leads=done.leads))
