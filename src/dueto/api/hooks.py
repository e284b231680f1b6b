"""Webhooks in: what other systems tell us, signed as Standard Webhooks has it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema, Status
from ninja.security.base import AuthBase

from dueto.adapters.webhooks.signing import doubt_of
from dueto.api.problems import Problem
from dueto.api.reading import insist_on_json, json_of
from dueto.apps.webhooks.actions.receiving import receive
from dueto.apps.webhooks.queries.inward import origin_by_code
from dueto.apps.webhooks.secrets import secrets_of

router = Router()
HEADERS = {
    "parameters": [
        {"in": "header", "name": name, "required": True, "schema": {"type": "string"}, "description": says}
        for name, says in (
            ("webhook-id", "the same for the same message: it is taken once"),
            ("webhook-timestamp", "seconds since 1970, at most five minutes away"),
            ("webhook-signature", "`v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; several with spaces"),
        )
    ],
    "requestBody": {
        "required": True, "content": {"application/json": {"schema": {"type": "object"}}},
    },
}  # fmt: skip


class Signature(AuthBase):
    """The signature of the sender stands for a token."""

    openapi_type = "apiKey"
    openapi_in = "header"
    openapi_name = "webhook-signature"

    def __call__(self, request: HttpRequest) -> Any:
        """Let it pass: which secret signs is known only with the door, and looked at there."""
        return True


class TakenOut(Schema):
    """That it is taken. `is_new`: it had not come before under this id."""

    is_new: bool


@router.post(
    "/hooks/{source}", auth=Signature(), response={202: TakenOut}, summary="Tell something", openapi_extra=HEADERS
)  # fmt: skip
def tell(
    request: HttpRequest, source: Annotated[str, Path(pattern="^[a-z0-9-]{1,40}$")], response: HttpResponse
) -> Status[TakenOut]:
    """Take what another system tells: it is understood a moment later, and seen at `/webhooks/` where it is not."""
    at = request.now  # type: ignore[attr-defined]
    insist_on_json(request)
    origin = origin_by_code(source)
    if origin is None:
        raise Problem(404, "no such thing")
    doubt = doubt_of(request.headers, request.body, secrets=secrets_of(origin, as_of=at), at=at)
    if doubt is not None:
        raise Problem(401, "the signature is not taken", detail=doubt.value)
    if not isinstance(json_of(request.body), dict):
        raise Problem(422, "the body has to be an object of JSON")
    message_id = request.headers["webhook-id"]
    is_new = receive(origin_id=origin.pk, message_id=message_id, text=request.body.decode("utf-8-sig"), at=at)
    return Status(202, TakenOut(is_new=is_new))
