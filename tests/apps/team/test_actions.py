"""Founding, inviting, joining, changing, being away, tokens: each whole or refused, each in the journal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dueto.apps.journal.models import Effect, Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.team.access import NoSuch
from dueto.apps.team.actions import (
    UnableToChange,
    UnableToInvite,
    UnableToJoin,
    UnableToMake,
    UnableToNote,
    change,
    end_absence,
    found,
    invite,
    join,
    make_token,
    note_absence,
    note_use,
    revoke_token,
    withdraw,
)
from dueto.apps.team.codes import code_of
from dueto.apps.team.models import Absence, ApiToken, Invitation, Member
from dueto.apps.team.queries import colleague, colleagues, invitation_letter, invitations, key_of, welcome
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
PASSWORD = "three words in a row"
DAY = timedelta(days=1)


def tags() -> list[str]:
    """Return the tags of the journal, without those of the agreement."""
    return [tag for tag in Entry.objects.order_by("id").values_list("tag", flat=True) if "agreement" not in tag]


def asked(cast: Cast, email: str = "nadia@nevadal.example") -> Invitation:
    """Return an open invitation."""
    given = invite(email=email, name="Nadia", role="sales", team="sales", by=cast.samuel.pk, at=AT)
    return Invitation.objects.get(pk=given)


def accept(invitation: Invitation, **changed: object) -> int:
    """Return the id of the member that the invitation becomes."""
    values = {
        "code": code_of(invitation), "name": "Nadia Ríos", "password": PASSWORD, "language": "es", "country": "MX",
        "zone": "America/Mexico_City", "at": AT + DAY,
    }  # fmt: skip
    return join(**values | changed)  # type: ignore[arg-type]


def test_the_first_one_is_administrator_and_the_only_first() -> None:
    first = found(email="Ana@Empresa.example", name="Ana", password=PASSWORD, language="es", at=AT)

    member = Member.objects.get(pk=first)
    assert (member.email, member.role, member.check_password(PASSWORD)) == (
        "ana@empresa.example",
        "administrator",
        True,
    )
    with pytest.raises(UnableToJoin, match="works here already"):
        found(email="b@empresa.example", name="Bea", password=PASSWORD, language="es", at=AT)


def test_an_invitation_leaves_by_mail_and_keeps_no_code(cast: Cast) -> None:
    invitation = asked(cast)

    effect = Effect.objects.get(key=f"invitation:{invitation.pk}")
    assert effect.body == {"template": "invitation", "invitation": invitation.pk}
    assert code_of(invitation) not in invitation.code_hash
    letter = invitation_letter(invitation.pk, as_of=AT)
    assert letter is not None
    assert letter.path == f"/invitations/{code_of(invitation)}/"
    assert tags() == [Tag.MEMBER_INVITED]


def test_who_joins_is_what_the_invitation_says(cast: Cast) -> None:
    invitation = asked(cast)
    assert welcome(code_of(invitation), as_of=AT).invited_by == "Samuel Ortiz"

    member = Member.objects.get(pk=accept(invitation))

    assert (member.email, member.role, member.team, member.zone) == (
        "nadia@nevadal.example", "sales", "sales", "America/Mexico_City",
    )  # fmt: skip
    assert member.check_password(PASSWORD)
    assert tags() == [Tag.MEMBER_INVITED, Tag.MEMBER_JOINED]


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        ({"code": "0" * 40}, "no such invitation"),
        ({"at": AT + 8 * DAY}, "too old"),
        ({"password": "short"}, "ten letters"),
        ({"password": "password12"}, "everybody tries first"),
        ({"password": "nadia@nevadal"}, "too much like"),
        ({"name": " "}, "name is missing"),
    ],
)
def test_an_invitation_is_refused_and_stays_open(cast: Cast, spoilt: dict[str, object], why: str) -> None:
    invitation = asked(cast)
    with pytest.raises(UnableToJoin, match=why):
        accept(invitation, **spoilt)

    assert not Member.objects.filter(email=invitation.email).exists()
    assert accept(invitation)


def test_an_invitation_is_good_once(cast: Cast) -> None:
    invitation = asked(cast)
    accept(invitation)
    with pytest.raises(UnableToJoin, match="has been used"):
        accept(invitation)


def test_a_withdrawn_invitation_opens_nothing(cast: Cast) -> None:
    invitation = asked(cast)
    withdraw(invitation_id=invitation.pk, by=cast.samuel.pk, at=AT + DAY / 2)

    with pytest.raises(UnableToJoin, match="too old"):
        accept(invitation)
    assert invitation_letter(invitation.pk, as_of=AT + DAY) is None
    assert [one.is_open for one in invitations(as_of=AT + DAY)] == [False]


@pytest.mark.parametrize(
    ("email", "role", "why"),
    [("julia@nevadal.example", "sales", "already"), ("nobody", "sales", "no e-mail"), ("n@x.example", "", "role")],
)
def test_nobody_is_invited_twice_or_as_nothing(cast: Cast, email: str, role: str, why: str) -> None:
    with pytest.raises(UnableToInvite, match=why):
        invite(email=email, name="", role=role, team="sales", by=cast.samuel.pk, at=AT)
    asked(cast, "m@nevadal.example")
    with pytest.raises(UnableToInvite, match="open already"):
        asked(cast, "M@nevadal.example")


def test_a_change_is_written_down_with_before_and_after(cast: Cast) -> None:
    change(member_id=cast.ines.pk, by=cast.samuel.pk, at=AT, role="steward", team="marketing", title="Base")
    change(member_id=cast.ines.pk, by=cast.samuel.pk, at=AT, role="steward")

    [entry] = Entry.objects.filter(tag=Tag.MEMBER_CHANGED)
    assert entry.details == {
        "role": {"from": "colleague", "to": "steward"}, "team": {"from": "management", "to": "marketing"},
    }  # fmt: skip


def test_nobody_takes_their_own_rights_nor_the_last_administrator(cast: Cast) -> None:
    with pytest.raises(UnableToChange, match="own rights"):
        change(member_id=cast.samuel.pk, by=cast.samuel.pk, at=AT, role="colleague")
    with pytest.raises(UnableToChange, match="last administrator"):
        change(member_id=cast.samuel.pk, by=cast.mara.pk, at=AT, is_active=False)
    with pytest.raises(UnableToChange, match="no such choice"):
        change(member_id=cast.ines.pk, by=cast.samuel.pk, at=AT, role="king")
    with pytest.raises(NoSuch):
        change(member_id=10**9, by=cast.samuel.pk, at=AT, role="sales")


def test_absences_do_not_overlap_and_end(cast: Cast) -> None:
    def note(first: int, last: int | None) -> int:
        return note_absence(
            member_id=cast.julia.pk, began_at=AT + first * DAY, ended_at=AT + last * DAY if last else None,
            by=cast.julia.pk, at=AT,
        )  # fmt: skip

    absence = note(1, 3)
    for first, last in ((0, 2), (2, None), (1, 3)):
        with pytest.raises(UnableToNote, match="already"):
            note(first, last)
    with pytest.raises(UnableToNote, match="before"):
        note(6, 5)
    later = note(3, 5)
    end_absence(absence_id=absence, by=cast.julia.pk, at=AT + 2 * DAY)
    end_absence(absence_id=later, by=cast.julia.pk, at=AT + 2 * DAY)

    [left] = Absence.objects.filter(member=cast.julia)
    assert left.ended_at == AT + 2 * DAY
    assert tags() == [Tag.MEMBER_ABSENT, Tag.MEMBER_ABSENT, Tag.MEMBER_BACK, Tag.MEMBER_BACK]


def test_a_token_is_known_by_its_hash_until_it_is_revoked(cast: Cast) -> None:
    token_id, secret = make_token(name="CRM", scopes=["people:read", "everything"], by=cast.samuel.pk, at=AT)

    kept = ApiToken.objects.get(pk=token_id)
    assert secret not in (kept.token_hash, kept.beginning)
    assert secret.startswith(kept.beginning)
    key = key_of(secret)
    assert key is not None
    assert key.scopes == {"people:read"}
    note_use(token_id=token_id, at=AT)
    revoke_token(token_id=token_id, by=cast.samuel.pk, at=AT)
    assert key_of(secret) is None
    with pytest.raises(UnableToMake, match="at least one"):
        make_token(name="CRM", scopes=["everything"], by=cast.samuel.pk, at=AT)


def test_a_token_ends_with_whoever_made_it(cast: Cast) -> None:
    _, secret = make_token(name="CRM", scopes=["people:read"], by=cast.samuel.pk, at=AT)
    Member.objects.filter(pk=cast.samuel.pk).update(is_active=False)
    assert key_of(secret) is None


def test_the_list_takes_three_queries_however_many_work_here(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked_of:
        everybody = colleagues(as_of=AT)
    assert len(asked_of) == 3
    assert len(everybody) == 16
    tomas = colleague(cast.tomas.pk, as_of=AT)
    assert tomas is not None
    assert [away.is_now for away in tomas.absences] == [True]
