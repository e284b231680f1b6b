"""The catalogue of content, and forms with their numbers, as another program works on them."""

from __future__ import annotations

import json

import pytest

from dueto.apps.forms.models import Content
from tests.api.program import ANA, Program

pytestmark = pytest.mark.django_db
GUIDE = {
    "title": "Siete errores", "kind": "guide", "stage": "awareness", "personas": ["Calidad"],
    "link": "https://a.example/x",
}  # fmt: skip
DESIGN = {
    "questions": [{"field": "email", "required": True}, {"field": "full_name"}],
    "consents": [{"purpose": "contact", "text": {"es": "Acepto que me contacten."}}],
    "makes": "inquiry", "counts_as": "guia",
}  # fmt: skip


def test_content_is_added_changed_and_taken_out(program: Program) -> None:
    gaps = program.get("content/gaps").json()
    made = program.post("content", GUIDE)
    assert made.status_code == 201, made.content
    place = f"content/{made.json()['id']}"

    assert len(program.get("content/gaps").json()) == len(gaps) - 1, "no gap any more for Calidad in awareness"
    assert program.post("content", GUIDE).json()["errors"][0]["at"] == "body/title"
    changed = program.send("PUT", place, '{"title": "Ocho errores", "kind": "guide", "stage": "intent"}')
    assert changed.json()["title"] == "Ocho errores"
    assert program.post(f"{place}/retirement", {}).json()["retired_at"]
    assert program.get("content").json() == []
    assert len(program.get("content?retired=true").json()) == 1
    assert program.post(f"{place}/return", {}).json()["retired_at"] is None
    assert Content.objects.get().personas == []


def test_nobody_is_a_persona_whom_the_agreement_does_not_name(program: Program) -> None:
    answer = program.post("content", GUIDE | {"personas": ["Nadie"]})
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "body/personas")


def test_a_form_is_begun_published_sent_and_counted(program: Program) -> None:
    made = program.send("PUT", "forms/guia/draft", json.dumps(DESIGN))
    assert made.status_code == 201, made.content
    assert made.json()["number"] == 0
    assert "guia" not in [one["name"] for one in program.get("forms").json()]

    assert program.post("forms/guia/publication", {}).json()["number"] == 1
    sent = {"values": {"email": ANA["email"]}, "agreed": {"contact": "Acepto que me contacten."}}
    assert program.post("forms/guia/submissions", sent).status_code == 201
    for language in ("es", "en"):  # a refusal is English throughout
        lacking = program.post("forms/guia/submissions", {**sent, "values": {}}, accept_language=language).json()
        assert {one["says"] for one in lacking["errors"]} == {"this is needed"}
    numbers = program.get("forms/guia/numbers").json()
    assert (numbers["sent"], numbers["people"]) == (1, 1)

    draft = program.get("forms/guia/draft").json()["design"] | {"opts_in": True}
    changed = program.send("PUT", "forms/guia/draft", json.dumps(draft))
    assert changed.json()["is_changed"]
    assert program.post("forms/guia/archive", {}).json()["is_archived"]
    assert program.post("forms/guia/submissions", sent).status_code == 404
    assert not program.post("forms/guia/restoration", {}).json()["is_archived"]


def test_a_design_that_cannot_be_is_refused_whole(program: Program) -> None:
    wanted = DESIGN | {"questions": [{"field": "shoe_size"}]}
    answer = program.send("PUT", "forms/rara/draft", json.dumps(wanted))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "body/questions"
    assert program.get("forms/rara/draft").status_code == 404
