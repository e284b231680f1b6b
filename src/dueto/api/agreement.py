"""The agreement: the version in force, and all there were, each as a document with its signatures."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ninja import Field, Router, Schema

from dueto.api.calls import Call, Id
from dueto.api.keys import Token
from dueto.api.problems import Problem
from dueto.apps.agreements.queries import InForce, document_of, in_force, versions
from dueto.apps.team.access import NoSuch

if TYPE_CHECKING:
    from dueto.apps.agreements.models import Agreement

router = Router()
READ = Token("agreement:read")


class AgreementOut(Schema):
    """The version in force."""

    number: int
    hash: str
    effective_at: datetime
    document: dict[str, Any]


class SignatureOut(Schema):
    """One team's word for one exact document."""

    side: str
    by: str
    signed_at: datetime
    for_both: bool = Field(description="one person signed for both teams")


class VersionOut(Schema):
    """One version: a draft until both teams have signed its hash."""

    number: int
    hash: str
    proposed_at: datetime | None
    effective_at: datetime | None
    is_in_force: bool
    signatures: list[SignatureOut]


class VersionWhole(VersionOut):
    """One version with its document."""

    document: dict[str, Any]


@router.get(
    "/agreement",
    auth=READ,
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


@router.get("/agreement/versions", auth=READ, response=list[VersionOut], summary="List versions of the agreement")
def list_versions(request: Call) -> list[VersionOut]:
    """Return every version with its signatures, the newest first."""
    current = in_force(request.now)
    return [VersionOut(**_version(row, current)) for row in versions()]


@router.get("/agreement/versions/{int:number}", auth=READ, response=VersionWhole, summary="Read one version")
def read_version(request: Call, number: Id) -> VersionWhole:
    """Return one version with its document."""
    row = next((one for one in versions() if one.number == number), None)
    if row is None:
        raise NoSuch(number)
    document = dict(document_of(row.pk, row.hash).tree)
    return VersionWhole(**_version(row, in_force(request.now)), document=document)


def _version(row: Agreement, current: InForce | None) -> dict[str, Any]:
    return {
        "number": row.number, "hash": row.hash, "proposed_at": row.proposed_at, "effective_at": row.effective_at,
        "is_in_force": current is not None and current.id == row.pk,
        "signatures": [
            SignatureOut(side=one.side, by=one.by.name, signed_at=one.signed_at, for_both=one.for_both)
            for one in row.signatures.all()
        ],
    }  # fmt: skip
