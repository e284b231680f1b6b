"""The pages of the team and of the way in, in a real browser: no violation, no sideways scrolling, no complaint."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.team.actions import invite, make_token
from dueto.apps.team.codes import code_of
from dueto.apps.team.models import Invitation
from tests.cast import AT, Cast
from tests.web.screen import Screen, screen

__all__ = ["screen"]
pytestmark = [pytest.mark.django_db, pytest.mark.browser]
PAGES = [
    "/members/", "/members/{julia}/", "/absences/", "/tokens/", "/journal/", "/accounts/factor/", "/accounts/password/",
    "/accounts/logout/", "/nowhere/",
]  # fmt: skip
OPEN = ["/accounts/login/", "/accounts/password/forgotten/", "/accounts/password/sent/", "/invitations/{code}/"]


@pytest.fixture
def filled(cast: Cast) -> dict[str, object]:
    """Return what the paths name, with an invitation and a token to look at."""
    given = invite(
        email="nadia@nevadal.example", name="Nadia Ríos", role="sales", team="sales", by=cast.samuel.pk,
        at=AT + timedelta(hours=1),
    )  # fmt: skip
    make_token(name="CRM", scopes=["people:read", "leads:read"], by=cast.samuel.pk, at=AT)
    cast.samuel.set_password("three words in a row")
    cast.samuel.save()
    return {"julia": cast.julia.pk, "code": code_of(Invitation.objects.get(pk=given))}


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("path", PAGES + OPEN)
def test_it_looks_right(screen: Screen, cast: Cast, filled: dict[str, object], path: str, width: int) -> None:
    member = cast.samuel if path in PAGES else None
    looked = screen(path.format(**filled), member, width=width, dark=width == 390)
    looked.picture(f"{path.strip('/').replace('/', '-').format(julia='julia', code='code')}-{width}")

    assert [said for said in looked.complaints if "404" not in said] == []
    assert not looked.is_wider_than_its_window()
    assert looked.violations() == []
