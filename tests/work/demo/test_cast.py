"""The cast is seated as the world says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.handoff.models import Seat
from dueto.apps.team.models import Absence
from tests.cast import Cast


def test_everybody_has_the_role_of_their_work(cast: Cast) -> None:
    roles = {
        "mara": ("manager", "marketing"), "ivan": ("marketing", "marketing"), "nora": ("steward", "marketing"),
        "bruno": ("manager", "sales"), "julia": ("sales", "sales"), "elena": ("sales", "sales"),
        "graciela": ("manager", "management"), "samuel": ("administrator", "management"),
        "ines": ("colleague", "management"), "olga": ("", "management"),
    }  # fmt: skip

    assert {key: (cast[key].role, cast[key].team) for key in roles} == roles


def test_only_olga_is_a_stranger(cast: Cast) -> None:
    assert [member.first_name for member in cast.everybody if not member.is_member] == ["Olga"]


def test_version_4_is_in_force_and_has_been_looked_at_long_enough(cast: Cast) -> None:
    agreement = cast.agreement

    assert agreement.number == 4
    assert agreement.effective_at == cast.at
    assert agreement.observes_until is not None
    assert agreement.observes_until < cast.at
    assert {(one.side, one.by_id) for one in agreement.signatures.all()} == {
        ("marketing", cast.mara.pk),
        ("sales", cast.bruno.pk),
    }
    assert all(one.hash == agreement.hash for one in agreement.signatures.all())


def test_each_executive_has_a_seat_where_they_sell(cast: Cast) -> None:
    seats = {seat.member_id: seat for seat in Seat.objects.all()}

    assert seats[cast.julia.pk].territories == ["PE", "CL"]
    assert seats[cast.diego.pk].territories == ["MX"]
    assert seats[cast.elena.pk].weight == 0
    assert len(seats) == 6


def test_tomas_is_away_this_week(cast: Cast) -> None:
    absence = Absence.objects.get()

    assert absence.member_id == cast.tomas.pk
    assert absence.began_at < cast.at < cast.at + timedelta(days=1) < absence.ended_at  # type: ignore[operator]


@pytest.mark.parametrize("key", ["mara", "olga"])
def test_no_password_opens_where_none_was_given(cast: Cast, key: str) -> None:
    assert not cast[key].has_usable_password()
