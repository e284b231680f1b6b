"""Who may do what: the table, read as a table."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from dueto.apps.team.access import NoSuch, NotAllowed, require
from dueto.apps.team.models import Member, Role
from dueto.apps.team.rights import RIGHTS, ROLES, TEAMS, Right, may

TABLE = {
    "colleague": "see note",
    "marketing": "see note work_base",
    "steward": "see note work_base forget",
    "sales": "see note work_leads",
    "manager": "see note work_base work_leads manage audit lead_team forget",
    "administrator": "see note administer audit lead_team forget",
    "": "",
}


@pytest.mark.parametrize("role", TABLE)
def test_a_role_may(role: str) -> None:
    member = Member(email="a@nevadal.example", role=role)
    assert {right for right in Right if may(member, right)} == set(TABLE[role].split())


def test_every_role_has_its_rights_and_its_words() -> None:
    assert {str(role) for role in Role} == set(TABLE) == set(ROLES) == {*RIGHTS, ""}
    assert len(TEAMS) == 3


@pytest.mark.parametrize("right", Right)
def test_whoever_left_or_is_nobody_may_nothing(right: Right) -> None:
    assert not may(Member(role="administrator", is_active=False), right)
    assert not may(AnonymousUser(), right)


def test_a_stranger_is_told_nothing_and_a_member_why() -> None:
    with pytest.raises(NoSuch):
        require(Member(role=""), Right.MANAGE)
    with pytest.raises(NotAllowed) as refused:
        require(Member(role="sales"), Right.MANAGE)
    assert "colleague" in str(refused.value.says)
