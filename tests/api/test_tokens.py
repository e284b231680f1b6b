"""Tokens through the API: read, given up, revoked; never made, and never shown."""

from __future__ import annotations

import pytest

from dueto.apps.team.actions import make_token
from dueto.apps.team.models import ApiToken
from dueto.apps.team.scopes import SCOPES
from tests.api.program import Program
from tests.api.test_base import NOBODY
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


def test_a_token_reads_itself_and_gives_itself_up(cast: Cast) -> None:
    made, secret = make_token(name="CRM", scopes=["people:read"], by=cast.mara.pk, at=AT)
    program = Program(secret)

    own = program.get("token").json()
    assert (own["id"], own["name"], own["scopes"], own["by"]) == (made, "CRM", ["people:read"], cast.mara.name)
    assert secret not in str(own)
    assert program.send("DELETE", "token").status_code == 204
    assert program.get("token").status_code == 401
    assert ApiToken.objects.get(pk=made).revoked_at is not None


def test_an_administrators_token_lists_and_revokes_others(program: Program, cast: Cast) -> None:
    made, secret = make_token(name="BI", scopes=["people:read"], by=cast.mara.pk, at=AT)

    assert [one["name"] for one in program.get("tokens").json()] == ["BI", "CRM"]
    assert [program.send("DELETE", f"tokens/{made}").status_code for _ in range(2)] == [204, 204]
    assert Program(secret).get("people").status_code == 401
    assert program.send("DELETE", f"tokens/{NOBODY}").status_code == 404
    assert program.post("tokens", {"name": "more", "scopes": list(SCOPES)}).status_code == 405
    marketing = Program(make_token(name="x", scopes=list(SCOPES), by=cast.mara.pk, at=AT)[1])
    assert marketing.get("tokens").status_code == 403
    assert marketing.send("DELETE", f"tokens/{made}").status_code == 403
