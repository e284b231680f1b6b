"""A form posted again and again, by a machine that learns: clear answers, nothing lost, a clean base."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from dueto.apps.base.models import Activity, Handle, Person
from dueto.apps.forms.actions import archive_form
from dueto.apps.forms.models import Form, FormDay, Submission
from dueto.apps.forms.queries.sent import numbers
from dueto.web.forms.tokens import token_of
from tests.cast import Cast
from tests.web.forms.designs import published
from tests.web.forms.sending import HUMAN, Visitor
from tests.web.people.world import ROCIO

pytestmark = pytest.mark.django_db
TIMES = 10_000 if os.environ.get("DUETO_SOAK") else 120
SCRIPT = '<script>alert(1)</script>"><img src=x onerror=alert(2)>{{7*7}}'


@pytest.fixture(autouse=True)
def _form(cast: Cast) -> Any:
    cache.clear()
    with time_machine.travel(cast.at, tick=False):
        published("guia", by=cast.lucia.pk, at=cast.at, most=0)
        yield


def test_a_form_posted_ten_thousand_times_is_refused_clearly_and_leaves_one_person(cast: Cast) -> None:
    client = Client()
    answers: dict[int, int] = {}
    for number in range(TIMES):
        typed = {**ROCIO, "consent_given": "1", "token": token_of("guia", at=cast.at - timedelta(seconds=60))}
        answer = client.post("/f/guia/", typed, REMOTE_ADDR="10.9.8.7", headers={"user-agent": HUMAN})
        answers[answer.status_code] = answers.get(answer.status_code, 0) + 1
        if number == TIMES - 1:
            page = answer.content.decode()
            assert 'value="Rocío Tello"' in page, "nothing that was typed is lost"
            assert "demasiados formularios" in page
            assert answer.headers["Retry-After"] == "60"

    assert answers == {303: 30, 429: TIMES - 30}
    assert Person.objects.count() == 1
    assert Handle.objects.filter(kind="email").count() == 1
    assert Submission.objects.count() == Activity.objects.count() == 30


def test_one_opening_posted_again_and_again_is_taken_once(cast: Cast) -> None:
    rocio = Visitor(cast)
    rocio.opens("guia")
    ways = {rocio.sends("guia").headers["Location"].partition("&s=")[0] for _ in range(20)}

    assert ways == {"/f/guia/thanks/?lang=es"}
    assert Submission.objects.count() == 1


def test_script_in_every_field_is_shown_as_text_or_refused(cast: Cast) -> None:
    rocio = Visitor(cast)
    fields = rocio.opens("guia")
    refused = rocio.sends("guia", **dict.fromkeys(fields, SCRIPT))
    page = refused.content.decode()

    assert refused.status_code == 422
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page
    assert not Person.objects.exists()


def test_an_address_to_throw_away_is_kept_and_does_not_score(cast: Cast) -> None:
    Visitor(cast).fills("guia", email="alguien@mailinator.com")
    act = Activity.objects.get()

    assert Person.objects.count() == 1
    assert (act.classed, act.reason) == ("suspect", "an address to throw away")


def test_it_is_counted_how_often_a_human_saw_it(cast: Cast) -> None:
    rocio = Visitor(cast)
    for _ in range(3):
        rocio.opens("guia")
    rocio.client.get("/f/guia/", headers={"user-agent": "Googlebot/2.1"})
    rocio.client.head("/f/guia/", headers={"user-agent": HUMAN})
    rocio.sends("guia", email="no es correo")

    day = FormDay.objects.get()
    assert (day.form, day.seen, day.refused) == ("guia", 3, 1)


def test_a_page_of_the_site_thanks_where_the_form_says_so(cast: Cast, settings: Any) -> None:
    settings.FORM_SITES = ["https://www.nevadal.example"]
    published("charla", by=cast.lucia.pk, at=cast.at, goes_to="/gracias")

    answer = Visitor(cast).fills("charla")

    assert answer.headers["Location"] == "https://www.nevadal.example/gracias"
    shown = Client().get("/f/charla/").headers["Content-Security-Policy"]
    assert "form-action 'self' https://www.nevadal.example" in shown


def test_a_form_that_was_put_away_says_so(cast: Cast) -> None:
    archive_form(form_id=Form.objects.get().pk, by=cast.mara.pk, at=cast.at)

    for way in ("/f/guia/", "/f/guia/embed/", "/f/guia/thanks/"):
        assert Client().get(way).status_code == 410
    assert Client().post("/f/guia/").status_code == 410


def test_a_frame_learns_of_the_visitor_by_its_address(cast: Cast) -> None:
    """Case 11: the campaign of the first page reaches a form three pages later, in a frame too."""
    first = "https://nevadal.example/?utm_campaign=andina"
    asked = {"dueto_visitor": "v-7" + "x" * 99, "dueto_first_page": first, "dueto_referrer": SCRIPT}
    page = Client().get("/f/guia/embed/", asked).content.decode()

    assert f'name="dueto_first_page" value="{first}"' in page
    assert f'name="dueto_visitor" value="v-7{"x" * 61}"' in page
    assert "<script>alert" not in page
    shy = Client().get("/f/guia/embed/", asked, headers={"Sec-GPC": "1"}).content.decode()
    assert "andina" not in shy


def test_beginning_to_fill_it_in_counts_once_an_opening_and_says_nothing(cast: Cast) -> None:
    old = cast.at - timedelta(days=1)
    tokens = [token_of("guia", at=cast.at), token_of("guia", at=old), token_of("charla", at=cast.at)]
    strange = {"user-agent": HUMAN, "origin": "https://malo.example"}
    for sent in ({"token": tokens[0]}, {"token": tokens[0]}, {"token": tokens[1]}, {"token": tokens[2]}, {}):
        assert Client().post("/f/guia/begun/", sent, headers={"user-agent": HUMAN}).status_code == 204
    for headers in (strange, {"user-agent": "curl/8"}):
        Client().post("/f/guia/begun/", {"token": token_of("guia", at=cast.at)}, headers=headers)

    assert FormDay.objects.get(form="guia").begun == 1
    assert Client().get("/f/guia/begun/").status_code == 405
    assert numbers(["guia"], since=cast.at - timedelta(days=1))["guia"].begun == 1
