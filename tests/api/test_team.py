"""What programs do with the team, with doors for other systems, and with files of the catalogue."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from dueto.adapters.webhooks.signing import headers_of
from dueto.apps.base.models import Person
from dueto.apps.forms.models import Content
from dueto.apps.team.actions import make_token
from dueto.apps.team.models import Absence, Invitation, Member
from dueto.work.webhooks.understanding import understanding
from tests.api.program import ANA, Program
from tests.api.test_base import NOBODY, put
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
EVA = {"email": "eva@nevadal.example", "name": "Eva", "role": "marketing", "team": "marketing"}


def test_somebody_is_invited_once_and_the_invitation_withdrawn(program: Program) -> None:
    made = program.post("invitations", EVA)
    assert made.status_code == 201, made.content
    assert "code" not in made.content.decode()
    assert program.post("invitations", EVA).json()["errors"][0]["at"] == "body/email"
    assert program.post("invitations", EVA | {"email": "no mail"}).status_code == 422
    assert program.post("invitations", EVA | {"role": "boss"}).status_code == 422
    [shown] = program.get("invitations").json()
    assert (shown["email"], shown["is_open"]) == ("eva@nevadal.example", True)
    path = f"invitations/{made.json()['id']}"
    assert [program.send("DELETE", path).status_code for _ in range(2)] == [204, 404]
    assert Invitation.objects.get().accepted_at is None


def test_a_member_is_changed_but_nobody_takes_their_own_rights(program: Program, cast: Cast) -> None:
    changed = program.send("PATCH", f"members/{cast.rosa.pk}", json.dumps({"role": "steward", "zone": "Europe/Madrid"}))
    assert (changed.status_code, changed.json()["role"], changed.json()["zone"]) == (200, "steward", "Europe/Madrid")
    assert Member.objects.get(pk=cast.rosa.pk).team == cast.rosa.team
    own = program.send("PATCH", f"members/{cast.samuel.pk}", json.dumps({"role": "sales"}))
    assert (own.status_code, own.json()["errors"][0]["at"]) == (422, "body/role")
    assert program.send("PATCH", f"members/{cast.rosa.pk}", json.dumps({"zone": "Mars/Base"})).status_code == 422
    assert program.send("PATCH", f"members/{NOBODY}", json.dumps({"team": "sales"})).status_code == 404
    reads = Program(make_token(name="BI", scopes=["members:read"], by=cast.samuel.pk, at=AT)[1])
    assert reads.send("PATCH", f"members/{cast.rosa.pk}", json.dumps({"role": "manager"})).status_code == 403
    manager = Program(make_token(name="BI", scopes=["members:write"], by=cast.graciela.pk, at=AT)[1])
    assert manager.send("PATCH", f"members/{cast.rosa.pk}", json.dumps({"role": "manager"})).status_code == 403


def test_a_place_in_the_turn_is_given(program: Program, cast: Cast) -> None:
    given = put(program, f"members/{cast.diego.pk}/place", {"territories": ["CL", "PE"], "weight": 2, "open_cap": 9})
    assert given.json() == {"member": cast.diego.pk, "territories": ["CL", "PE"], "weight": 2, "open_cap": 9}
    assert given.json() in program.get("places").json()
    assert put(program, f"members/{cast.diego.pk}/place", {"territories": ["Chile"]}).status_code == 422
    assert put(program, f"members/{NOBODY}/place", {}).status_code == 404


def test_an_absence_is_noted_and_ends(program: Program, cast: Cast) -> None:
    path = f"members/{cast.diego.pk}/absences"
    away = {"began_at": "2099-01-04T00:00:00-05:00", "ended_at": "2099-01-18T00:00:00-05:00"}
    made = program.post(path, away)
    assert made.status_code == 201, made.content
    assert [one["id"] for one in program.get(path).json()] == [made.json()["id"]]
    assert program.post(path, away).json()["errors"][0]["at"] == "body/began_at"
    backwards = {"began_at": away["ended_at"], "ended_at": away["began_at"]}
    assert program.post(path, backwards).json()["errors"][0]["at"] == "body/ended_at"
    assert program.post(path, {"began_at": "2099-03-04T00:00:00"}).status_code == 422
    assert program.send("DELETE", f"absences/{made.json()['id']}").status_code == 204
    assert not Absence.objects.filter(member=cast.diego).exists(), "it had not begun: taken back"
    assert program.send("DELETE", f"absences/{made.json()['id']}").status_code == 404


def test_a_door_is_opened_used_mended_and_closed(program: Program, cast: Cast) -> None:
    wanted = {"name": "Typeform", "form": "contacto", "mapping": {"email": "data.mail", "sites": "data.sites"}}
    made = program.post("doors", wanted, Idempotency_Key="d1")
    assert (made.status_code, made.json()["address"]) == (201, "/api/v1/hooks/typeform")
    assert program.post("doors", wanted, Idempotency_Key="d1").status_code == 409, "a secret is shown once"
    assert program.post("doors", wanted).json()["errors"][0]["at"] == "body/name"
    assert program.post("doors", wanted | {"name": "B", "mapping": {"shoe": "x"}}).status_code == 422
    assert program.post("doors", wanted | {"name": "B", "mapping": {"sites": "x"}}).status_code == 422
    [door] = program.get("doors").json()
    assert "secret" not in door

    body = json.dumps({"data": ANA})
    headers = headers_of("m1", body, secrets=[made.json()["secret"]], at=_now())
    said = Client(headers=headers).generic("POST", "/api/v1/hooks/typeform", body.encode(), "application/json")
    assert said.status_code == 202, said.content
    understanding()
    [came] = program.get(f"doors/{door['id']}/received").json()["items"]
    assert came["understood_at"] is None
    assert came["reasons"]

    mapping = {name: f"data.{name}" for name in ANA}
    assert put(program, f"doors/{door['id']}/mapping", {"mapping": mapping, "form": "contacto"}).json() == {"count": 1}
    understanding()
    [came] = program.get(f"doors/{door['id']}/received").json()["items"]
    assert came["person"] == Person.objects.get().pk
    assert program.post(f"doors/{door['id']}/replay", {}).json() == {"count": 0}
    assert program.post(f"doors/{door['id']}/secrets", {}).json()["secret"] != made.json()["secret"]
    assert program.send("DELETE", f"doors/{door['id']}").status_code == 204
    assert program.get(f"doors/{door['id']}").status_code == 404


@pytest.mark.parametrize(
    ("name", "sent", "status"),
    [("guia.pdf", b"%PDF-1.7 some", 200), ("guia.pdf", b"no pdf", 422), ("guia.exe", b"MZ", 422), ("g.pdf", b"", 422)],
)
def test_a_file_is_sent_to_the_catalogue(program: Program, name: str, sent: bytes, status: int) -> None:
    said = {"title": "Guía de auditorías", "kind": "guide", "stage": "awareness", "topics": ["Auditorías"]}
    content = program.post("content", said).json()

    answer = program.send("PUT", f"content/{content['id']}/file?name={name}", sent, "application/octet-stream")

    assert answer.status_code == status, answer.content
    kept = Content.objects.get()
    assert (kept.title, bool(kept.stored)) == ("Guía de auditorías", status == 200)
    assert (
        program.send("PUT", f"content/{NOBODY}/file?name=a.pdf", b"%PDF-", "application/octet-stream").status_code
        == 404
    )


def _now() -> datetime:
    return datetime.now(UTC)
