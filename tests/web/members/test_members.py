"""The pages about the team: who sees and changes what, and that nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dueto.apps.handoff.places import places
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.team.codes import code_of
from dueto.apps.team.models import Absence, ApiToken, Invitation, Member
from dueto.apps.team.queries import key_of
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
INVITE = {"email": "nadia@nevadal.example", "name": "Nadia", "role": "sales", "team": "sales"}


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    cache.clear()


def as_member(member: Member) -> Client:
    """Return the browser of a member."""
    client = Client()
    client.force_login(member, backend=BACKEND)
    return client


def page(client: Client, path: str) -> str:
    """Return a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_everybody_sees_who_works_here_but_not_who_does_not(cast: Cast) -> None:
    shown = page(as_member(cast.ines), "/members/")

    assert "Julia Montes" in shown
    assert "15 personas en el equipo." in shown
    assert "Olga" not in shown
    assert "Enviar la invitación" not in shown


def test_an_administrator_sees_closed_accounts_too(cast: Cast) -> None:
    assert "Olga" in page(as_member(cast.samuel), "/members/")
    assert as_member(cast.ines).get(f"/members/{cast.olga.pk}/").status_code == 404
    assert "Olga" in page(as_member(cast.samuel), f"/members/{cast.olga.pk}/")


@time_machine.travel(AT, tick=False)
def test_the_list_takes_as_many_queries_for_many_as_for_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_member(cast.samuel)
    with django_assert_max_num_queries(12):
        page(client, "/members/")
    Member.objects.bulk_create(
        Member(email=f"{n}@nevadal.example", name=f"Nueva {n}", role="sales", team="sales", joined_at=AT)
        for n in range(30)
    )
    with django_assert_max_num_queries(12):
        assert "Nueva 29" in page(client, "/members/")


@pytest.mark.parametrize("who", ["mara", "julia", "ines", "graciela"])
def test_only_administrators_invite_and_change(cast: Cast, who: str) -> None:
    client = as_member(cast[who])
    for path in ("/members/invitations/", f"/members/{cast.ines.pk}/change/", "/tokens/", "/tokens/1/revocation/"):
        answer = client.post(path, INVITE)
        assert answer.status_code == 403
        assert "Este rol no lo permite" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_an_invitation_from_asking_to_coming_in(cast: Cast) -> None:
    answer = as_member(cast.samuel).post("/members/invitations/", INVITE, follow=True)
    assert "La invitación va en camino" in answer.content.decode()
    invitation = Invitation.objects.get()
    somebody = Client()
    link = f"/invitations/{code_of(invitation)}/"
    shown = page(somebody, link)
    assert "Samuel Ortiz" in shown
    assert 'value="Nadia"' in shown

    values = {"name": "Nadia Ríos", "country": "MX", "zone": "America/Mexico_City"}
    refused = somebody.post(link, values | {"password": "short"})
    assert refused.status_code == 422
    assert "diez letras" in refused.content.decode()
    assert 'value="Nadia Ríos"' in refused.content.decode()
    joined = somebody.post(link, values | {"password": "three words in a row"})
    assert joined.headers["Location"] == "/accounts/login/"
    somebody.post("/accounts/login/", {"login": INVITE["email"], "password": "three words in a row"})
    assert "Nadia Ríos" in page(somebody, "/absences/")


def test_a_link_that_opens_nothing_says_why(cast: Cast) -> None:
    assert "No existe esa invitación" in Client().get("/invitations/guessed/").content.decode()
    as_member(cast.samuel).post("/members/invitations/", INVITE)
    invitation = Invitation.objects.get()
    link = f"/invitations/{code_of(invitation)}/"
    with time_machine.travel(invitation.expires_at + timedelta(seconds=1)):
        answer = Client().get(link)
    assert answer.status_code == 410
    assert "Esta invitación venció" in answer.content.decode()


def test_codes_are_not_guessed_for_long(cast: Cast) -> None:
    client = Client()
    answers = [client.get(f"/invitations/{n}/").status_code for n in range(61)]  # over two minutes, if one just ends
    assert answers[:30] == [410] * 30
    assert 429 in answers


def test_a_refused_invitation_keeps_what_was_typed(cast: Cast) -> None:
    answer = as_member(cast.samuel).post("/members/invitations/", INVITE | {"email": "julia@nevadal.example"})
    assert answer.status_code == 422
    assert "Ya hay alguien del equipo con este correo." in answer.content.decode()
    assert 'value="julia@nevadal.example"' in answer.content.decode()


def test_an_invitation_is_withdrawn(cast: Cast) -> None:
    client = as_member(cast.samuel)
    client.post("/members/invitations/", INVITE)
    client.post(f"/members/invitations/{Invitation.objects.get().pk}/withdrawal/")
    assert "vencida" in page(client, "/members/")


def test_a_role_is_changed(cast: Cast) -> None:
    client = as_member(cast.samuel)
    path = f"/members/{cast.ines.pk}/"
    values = {"title": "Base", "role": "steward", "team": "marketing", "country": "PE", "zone": "America/Lima"}
    assert client.post(f"{path}change/", values | {"is_active": "on"}).headers["Location"] == path
    cast.ines.refresh_from_db()
    assert (cast.ines.role, cast.ines.is_active) == ("steward", True)
    own = client.post(f"/members/{cast.samuel.pk}/change/", values | {"is_active": "on"})
    assert own.status_code == 422
    assert "Nadie se quita sus propios permisos" in own.content.decode()


def test_a_place_in_the_turn_is_given_by_whoever_leads(cast: Cast) -> None:
    path = f"/members/{cast.julia.pk}/place/"
    values = {"territories": "pe, bo", "weight": "2", "open_cap": ""}
    assert as_member(cast.julia).post(path, values).status_code == 403
    as_member(cast.bruno).post(path, values)
    assert places()[cast.julia.pk].territories == ("BO", "PE")
    assert places()[cast.julia.pk].weight == 2
    assert as_member(cast.bruno).post(path, values | {"weight": "-1"}).status_code == 422
    assert Entry.objects.filter(tag=Tag.SEAT_GIVEN).count() == 1


def test_absences_are_whole_days_where_somebody_sits(cast: Cast) -> None:
    client = as_member(cast.alvaro)
    client.post(f"/members/{cast.alvaro.pk}/absences/", {"began_on": "2026-12-24", "ended_on": "2026-12-26"})

    [absence] = Absence.objects.filter(member=cast.alvaro)
    assert absence.began_at.isoformat() == "2026-12-23T23:00:00+00:00"
    assert absence.ended_at is not None
    assert absence.ended_at.isoformat() == "2026-12-26T23:00:00+00:00"
    other = f"/members/{cast.julia.pk}/absences/"
    assert client.post(other, {"began_on": "2026-12-24"}).status_code == 403
    assert as_member(cast.bruno).post(other, {"began_on": "2026-12-24"}).status_code == 302
    wrong = client.post(f"/members/{cast.alvaro.pk}/absences/", {"began_on": "2026-12-30", "ended_on": "2026-12-20"})
    assert "El regreso está antes del comienzo." in wrong.content.decode()
    assert as_member(cast.julia).post(f"/absences/{absence.pk}/end/").status_code == 403
    client.post(f"/absences/{absence.pk}/end/")
    with time_machine.travel(AT, tick=False):
        assert "Tomás Vidal" in page(client, "/absences/")


def test_a_token_is_shown_once(cast: Cast) -> None:
    client = as_member(cast.samuel)
    made = client.post("/tokens/", {"name": "CRM", "scopes": ["people:read"]}).content.decode()
    secret = made.split("<code>dueto_")[1].split("</code>")[0]
    assert key_of(f"dueto_{secret}") is not None
    assert secret not in page(client, "/tokens/")
    client.post(f"/tokens/{ApiToken.objects.get().pk}/revocation/")
    assert key_of(f"dueto_{secret}") is None


@pytest.mark.parametrize(
    "path", ["/members/", "/members/{julia}/", "/absences/", "/tokens/", "/journal/", "/nowhere/", "/invitations/x/"]
)
def test_every_page_speaks_english_as_well(cast: Cast, path: str) -> None:
    client = as_member(cast.samuel)
    client.cookies["dueto_language"] = "en"
    shown = client.get(path.format(julia=cast.julia.pk)).content.decode()
    assert '<html lang="en"' in shown
    for word in ("Equipo", "Bitácora", "ausente", "Guardar"):
        assert word not in shown
