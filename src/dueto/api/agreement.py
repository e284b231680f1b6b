"""The agreement in force, as a document."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Router, Schema

from dueto.api.calls import Call
from dueto.api.keys import Token
from dueto.api.problems import Problem
from dueto.apps.agreements.queries import in_force

router = Router()


class AgreementOut(Schema):
    """The version in force."""

    number: int
    hash: str
    effective_at: datetime
    document: dict[str, Any]


@router.get(
    "/agreement",
    auth=Token("agreement:read"),
    response=AgreementOut,
    summary="Read the agreement in force",
    openapi_extra={"responses": {404: {"$ref": "#/components/responses/Absent"}}},
)
def read_agreement(request: Call) -> AgreementOut:
    """Return the agreement that judges today, with the hash that both teams signed."""
    version = in_force(request.now)
    if version is None:
        raise Problem(404, "no agreement is in force yet")
    document = dict(version.agreement.tree)
    return AgreementOut(number=version.number, hash=version.hash, effective_at=version.effective_at, document=document)
