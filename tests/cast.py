"""The cast of Nevadal for tests: the same people as in the demo, saved, with the agreement they signed.

Ask for the fixture `cast`: `cast.mara`, `cast.julia`, … are members; version 4 is in force at `cast.at`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from dueto.apps.agreements.models import Agreement
from dueto.apps.team.models import Member
from dueto.work.demo.cast import mail_of, seat_cast

AT = datetime(2026, 6, 16, 14, 30, tzinfo=UTC)
"""A Tuesday morning, 9:30 in Lima: everybody of the cast is at work but Tomás."""


@dataclass(frozen=True)
class Cast:
    """Everybody who works at Nevadal, and Olga, who does not. `at` is when the agreement took effect."""

    at: datetime
    agreement: Agreement
    mara: Member
    ivan: Member
    lucia: Member
    rosa: Member
    nora: Member
    bruno: Member
    julia: Member
    diego: Member
    camila: Member
    alvaro: Member
    tomas: Member
    elena: Member
    graciela: Member
    samuel: Member
    ines: Member
    olga: Member

    def __getitem__(self, key: str) -> Member:
        """Return the member of that key, for parametrised tests."""
        member = getattr(self, key)
        assert isinstance(member, Member)
        return member

    @property
    def everybody(self) -> list[Member]:
        """All of them, Olga too."""
        return [value for value in vars(self).values() if isinstance(value, Member)]


def write_cast(*, at: datetime = AT) -> Cast:
    """Return the cast, saved, with version 4 of the agreement in force since `at`."""
    seated = seat_cast(at=at)
    members = Member.objects.in_bulk(seated.members.values())
    agreement = Agreement.objects.get(pk=seated.agreements[4])
    return Cast(at=at, agreement=agreement, **{key: members[pk] for key, pk in seated.members.items()})


@pytest.fixture
def cast(db: None) -> Cast:
    """Return the cast at `AT`."""
    return write_cast()


__all__ = ["AT", "Cast", "cast", "mail_of", "write_cast"]
