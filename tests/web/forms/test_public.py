"""The public forms: whatever goes wrong, nothing that was typed is lost; nobody is logged in; machines stay out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dueto.apps.base.models import Activity, Card, Consent, Handle, Person
from dueto.web.forms.tokens import site_token, token_of
from tests.cast import Cast
from tests.web.people.world import ROCIO, as_

pytestmark = pytest.mark.django_db
FORM = "/f/hablar-con-ventas/"
SITE = "https://www.nevadal.example"


@pytest.fixture(autouse=True)
def _now(cast: Cast) -> Any:
    cache.clear()
    with time_machine.travel(cast.at, tick=False):
        yield


def filled(cast: Cast, *, ago: float = 60, form: str = "hablar-con-ventas", **values: str) -> dict[str, str]:
    """Return the fields of a form that was opened so many seconds ago."""
    return {
        **ROCIO, "consent_given": "1", "token": token_of(form, at=cast.at - timedelta(seconds=ago)), **values,
    }  # fmt: skip


def sent(typed: dict[str, str], *, path: str = FORM, address: str = "10.0.0.1", **headers: str) -> HttpResponse:
    """Return the answer to a form sent by a browser without cookies."""
    return Client(enforce_csrf_checks=True).post(path, typed, REMOTE_ADDR=address, headers=headers)  # type: ignore[return-value]


def test_it_asks_what_the_definition_requires_in_both_languages(cast: Cast) -> None:
    spanish = Client().get(FORM, {"lang": "es"}).content.decode()
    english = Client().get(FORM, {"lang": "en"}).content.decode()

    for name in ("full_name", "company", "email", "phone", "role", "country", "sector", "sites"):
        assert f'name="{name}"' in spanish
    assert '<html lang="es">' in spanish
    assert '<html lang="en">' in english
    assert "Acepto que Nevadal guarde" in spanish
    assert "I agree that Nevadal keeps" in english


def test_a_sent_form_makes_somebody_known(cast: Cast) -> None:
    answer = sent(filled(cast, dueto_visitor="v1", dueto_first_page="https://nevadal.example/x?utm_source=feria"))

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/f/hablar-con-ventas/thanks/?lang=es&s=")
    assert Card.objects.get().full_name == "Rocío Tello"
    assert Activity.objects.get().form == "hablar-con-ventas"
    assert len(Consent.objects.get().text_version) == 64
    assert Handle.objects.filter(kind="visitor", value="v1").exists()
    assert Client().get(answer.headers["Location"]).status_code == 200


def test_nobody_is_logged_in_and_no_cookie_is_set(cast: Cast) -> None:
    assert not Client().get(FORM).cookies
    assert not sent(filled(cast)).cookies, "a form that the agreement calls for spares nobody a question"


def test_errors_stand_beside_their_fields_and_everything_typed_stays(cast: Cast) -> None:
    answer = sent(filled(cast, email="no es correo", sites="muchas"))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'id="e-email"' in page
    assert 'id="e-sites"' in page
    for typed in ("Rocío Tello", "no es correo", "muchas", "jefa de calidad"):
        assert f'value="{typed}"' in page
    assert "checked" in page
    assert not Person.objects.exists()


def test_without_consent_nobody_is_kept(cast: Cast) -> None:
    typed = filled(cast)
    del typed["consent_given"]

    answer = sent(typed)

    assert answer.status_code == 422
    assert 'id="consent-error"' in answer.content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize(("ago", "says"), [(1, "más rápido"), (13 * 3600, "mucho tiempo")])
def test_too_soon_and_too_late_ask_again(cast: Cast, ago: float, says: str) -> None:
    answer = sent(filled(cast, ago=ago))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert 'value="Rocío Tello"' in answer.content.decode()
    assert not Person.objects.exists()


def test_who_was_too_fast_gets_through_with_the_same_form(cast: Cast) -> None:
    typed = filled(cast, ago=1)
    sent(typed)

    with time_machine.travel(cast.at + timedelta(seconds=4), tick=False):
        assert sent(typed).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00", "ñ" * 900])
def test_without_our_mark_it_asks_again(cast: Cast, token: str) -> None:
    answer = sent(filled(cast, token=token))

    assert answer.status_code == 422
    assert 'value="Rocío Tello"' in answer.content.decode()
    assert not Person.objects.exists()


def test_the_mark_of_another_form_is_none(cast: Cast) -> None:
    assert sent(filled(cast, form="calculadora")).status_code == 422


def test_a_machine_that_fills_in_everything_hears_thanks_and_leaves_nothing(cast: Cast) -> None:
    assert sent(filled(cast, homepage="http://spam.example")).status_code == 303
    assert not Person.objects.exists()


def test_twice_is_harmless(cast: Cast) -> None:
    typed = filled(cast)

    assert [sent(typed).status_code for _ in range(2)] == [303, 303]
    assert Activity.objects.count() == 1


def test_a_flood_from_one_address_is_asked_to_wait_and_loses_nothing(cast: Cast, settings: Any) -> None:
    settings.FORM_POSTS_A_MINUTE = 3
    answers = [sent(filled(cast)) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert answers[3].headers["Retry-After"] == "60"
    assert 'value="Rocío Tello"' in answers[3].content.decode()
    assert sent(filled(cast), address="10.0.0.2").status_code == 303


def test_a_database_that_is_away_loses_nothing(cast: Cast) -> None:
    typed = filled(cast)
    with patch("dueto.web.forms.taking.send", side_effect=OperationalError("database is locked")):
        answer = sent(typed)

    assert answer.status_code == 503
    assert 'value="Rocío Tello"' in answer.content.decode()
    assert sent(typed).status_code == 303
    assert Person.objects.count() == 1


def test_a_form_on_the_companys_own_page_is_taken(cast: Cast, settings: Any) -> None:
    settings.FORM_SITES = [SITE]
    typed = filled(cast, token=site_token("hablar-con-ventas"))

    assert sent(typed, origin="https://malo.example").status_code == 422
    assert sent(typed).status_code == 422
    assert not Person.objects.exists()
    assert sent(typed, origin=SITE).status_code == 303
    assert Person.objects.count() == 1


def test_a_post_from_a_strange_site_is_not_taken(cast: Cast) -> None:
    assert sent(filled(cast), origin="https://malo.example").status_code == 422
    assert not Person.objects.exists()


def test_only_the_companys_sites_may_frame_it(cast: Cast, settings: Any) -> None:
    refused = Client().get(f"{FORM}embed/")
    settings.FORM_SITES = [SITE]
    framed = Client().get(f"{FORM}embed/")
    alone = Client().get(FORM)

    assert "frame-ancestors 'none'" in refused.headers["Content-Security-Policy"]
    assert f"frame-ancestors {SITE}" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers
    assert "frame-ancestors 'none'" in alone.headers["Content-Security-Policy"]
    assert alone.headers["X-Frame-Options"] == "DENY"
    assert sent(filled(cast), path=f"{FORM}embed/").status_code == 303


def test_there_is_no_form_that_the_agreement_does_not_name(cast: Cast) -> None:
    assert Client().get("/f/nada/").status_code == 404
    assert Client().post("/f/nada/").status_code == 404
    assert Client().put(FORM).status_code == 405


def test_the_list_gives_what_goes_into_the_companys_pages(cast: Cast, client: Client) -> None:
    page = as_(cast.lucia).get("/forms/hablar-con-ventas/").content.decode()

    assert "&lt;iframe src=" in page
    assert "dueto_visitor" in page
    assert client.get("/forms/").status_code == 302
    assert as_(cast.olga).get("/forms/").status_code == 404
    assert as_(cast.mara).post("/forms/").status_code == 405


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.dictionaries(
        st.sampled_from([*ROCIO, "phone", "dueto_visitor", "dueto_first_page", "dueto_referrer", "lang", "homepage"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=600),
        max_size=12,
    )
)
def test_nothing_that_is_typed_breaks_it(cast: Cast, values: dict[str, str]) -> None:
    cache.clear()
    answer = sent(filled(cast, **values))

    assert answer.status_code in (303, 422)
