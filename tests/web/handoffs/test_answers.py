"""Sales accepts a hand-off or gives it back; twice is harmless, and nobody else may."""

from __future__ import annotations

import pytest
from django.test import Client

from dueto.apps.handoff.models import Handoff
from tests.cast import Cast
from tests.web.handed import BACKEND, handed, long_ago_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return long_ago_cast()


@pytest.fixture
def handoff(people: Cast) -> Handoff:
    return handed(to=people.julia)


def as_(client: Client, member: object) -> Client:
    client.force_login(member, backend=BACKEND)
    return client


def test_it_accepts_and_goes_back_to_the_desk(client: Client, people: Cast, handoff: Handoff) -> None:
    answer = as_(client, people.julia).post(f"/handoffs/{handoff.pk}/acceptance/", {"back": "desk"})

    handoff.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (303, f"/desk/{handoff.pk}/")
    assert handoff.state == "accepted"
    assert handoff.clocks.get(kind="answer").stopped_at is not None


def test_a_second_tap_says_what_happened(client: Client, people: Cast, handoff: Handoff) -> None:
    as_(client, people.julia).post(f"/handoffs/{handoff.pk}/acceptance/", {"back": "desk"})

    again = client.post(f"/handoffs/{handoff.pk}/acceptance/", {"back": "desk"})

    assert again.status_code == 422
    assert "Ventas ya la aceptó" in again.content.decode()
    assert handoff.returns.count() == 0


def test_it_returns_with_reason_date_note_and_which_one(client: Client, people: Cast, handoff: Handoff) -> None:
    answer = as_(client, people.julia).post(
        f"/handoffs/{handoff.pk}/return/",
        {"back": "desk", "reason": "no piensa comprar ahora", "earliest": "2099-01-15", "note": "presupuesto en enero",
         "which_word": "más grande"},
    )  # fmt: skip

    given = handoff.returns.get()
    assert (answer.status_code, answer["Location"]) == (303, "/desk/")
    assert (given.reason, given.note, given.which_one) == (
        "no piensa comprar ahora", "presupuesto en enero", "más grande",
    )  # fmt: skip
    assert handoff.clocks.filter(kind="answer_return", stopped_at=None).exists()
    handoff.lead.refresh_from_db()
    assert str(handoff.lead.earliest) == "2099-01-15"


def test_what_was_typed_is_not_lost_when_it_is_refused(client: Client, people: Cast, handoff: Handoff) -> None:
    answer = as_(client, people.julia).post(
        f"/handoffs/{handoff.pk}/return/",
        {"back": "desk", "reason": "aún investiga", "earliest": "2099-01-15", "which_word": "con más sedes"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "pide una nota" in page
    assert "con más sedes" in page
    assert "2099-01-15" in page
    assert handoff.returns.count() == 0


@pytest.mark.parametrize("reason", ["", "porque sí", "aún investiga"])
def test_a_reason_that_is_not_agreed_changes_nothing(
    client: Client, people: Cast, handoff: Handoff, reason: str
) -> None:
    answer = as_(client, people.julia).post(f"/handoffs/{handoff.pk}/return/", {"reason": reason})

    handoff.refresh_from_db()
    assert answer.status_code == 422
    assert handoff.state == "sent"


def test_a_day_that_is_none_is_refused(client: Client, people: Cast, handoff: Handoff) -> None:
    answer = as_(client, people.julia).post(
        f"/handoffs/{handoff.pk}/return/", {"reason": "demasiado pequeña", "earliest": "mañana"}
    )

    assert answer.status_code == 422
    assert "mañana" in answer.content.decode()


@pytest.mark.parametrize("noun", ["acceptance", "return", "attempts", "plan", "opportunity", "outcome", "question"])
class TestWhoMay:
    def test_wrong_method(self, client: Client, people: Cast, handoff: Handoff, noun: str) -> None:
        assert as_(client, people.julia).get(f"/handoffs/{handoff.pk}/{noun}/").status_code == 405

    def test_stranger(self, client: Client, people: Cast, handoff: Handoff, noun: str) -> None:
        assert as_(client, people.olga).post(f"/handoffs/{handoff.pk}/{noun}/").status_code == 404

    def test_nobody(self, client: Client, handoff: Handoff, noun: str) -> None:
        answer = client.post(f"/handoffs/{handoff.pk}/{noun}/")
        assert (answer.status_code, answer["Location"][:17]) == (302, "/accounts/login/?")

    @pytest.mark.parametrize("who", ["ines", "ivan", "nora", "samuel", "camila"])
    def test_not_theirs(self, client: Client, people: Cast, handoff: Handoff, noun: str, who: str) -> None:
        assert as_(client, people[who]).post(f"/handoffs/{handoff.pk}/{noun}/").status_code == 403

    def test_no_such(self, client: Client, people: Cast, noun: str) -> None:
        assert as_(client, people.julia).post(f"/handoffs/999999/{noun}/").status_code == 404


def test_a_manager_acts_on_all(client: Client, people: Cast, handoff: Handoff) -> None:
    answer = as_(client, people.bruno).post(f"/handoffs/{handoff.pk}/acceptance/")

    assert (answer.status_code, answer["Location"]) == (303, f"/handoffs/{handoff.pk}/")


def test_htmx_gets_the_piece(client: Client, people: Cast, handoff: Handoff) -> None:
    answer = as_(client, people.julia).post(
        f"/handoffs/{handoff.pk}/acceptance/", {"back": "desk"}, headers={"HX-Request": "true"}, follow=True
    )

    page = answer.content.decode()
    assert page.lstrip().startswith('<div id="desk"')
    assert "Aceptada." in page
    assert 'hx-swap-oob="beforeend:#toasts"' in page


def test_marketing_is_asked_with_a_note(client: Client, people: Cast, handoff: Handoff) -> None:
    as_(client, people.julia).post(f"/handoffs/{handoff.pk}/question/", {"text": "¿Pidió precio?"})

    assert handoff.lead.person.notes.get().text == "¿Pidió precio?"
    assert people.mara.notices.filter(kind="question", handoff=handoff).exists()
    assert as_(client, people.julia).post(f"/handoffs/{handoff.pk}/question/", {"text": " "}).status_code == 422


def test_a_manager_passes_it_on(client: Client, people: Cast, handoff: Handoff) -> None:
    path = f"/handoffs/{handoff.pk}/reassignment/"
    assert as_(client, people.julia).post(path, {"to": people.camila.pk}).status_code == 403
    assert as_(client, people.bruno).post(path, {"to": "nobody"}).status_code == 422
    assert client.post(path, {"to": people.mara.pk}).status_code == 422
    assert client.post(path, {"to": people.camila.pk}).status_code == 303
    assert client.post(path, {"to": people.camila.pk}).status_code == 422
    assert client.get(path).status_code == 405

    handoff.refresh_from_db()
    assert handoff.executive_id == people.camila.pk
