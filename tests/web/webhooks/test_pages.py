"""The pages of webhooks, as an administrator uses them; nobody else sees them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from dueto.adapters.webhooks.signing import headers_of
from dueto.api.prose import line
from dueto.apps.webhooks.models import Body, Delivery, Origin, Subscription
from dueto.work.webhooks.telling import deliver
from dueto.work.webhooks.understanding import understanding
from tests.cast import Cast
from tests.receiver import Receiver, receiving
from tests.web.opened import as_

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
SECRET = re.compile(r"<code>(whsec_[^<]+)</code>")
PATHS = ["/webhooks/", "/webhooks/new/", "/webhooks/doors/new/"]


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    """Return a real server that takes what comes."""
    settings.WEBHOOKS_PRIVATE = True
    with receiving() as one:
        yield one


def text(answer: Any) -> str:
    """Return the page."""
    return str(answer.content.decode())


def test_a_program_is_told_from_the_page(cast: Cast, receiver: Receiver) -> None:
    browser = as_(cast.samuel)
    made = browser.post(
        "/webhooks/new/", {"name": "CRM", "address": receiver.address, "events": ["lead.passage.opened"]}
    )
    secret = SECRET.search(text(made))
    assert secret is not None
    one = Subscription.objects.get()
    assert "whsec_" not in text(browser.get(f"/webhooks/{one.pk}/")), "shown once"

    assert browser.post(f"/webhooks/{one.pk}/test/").status_code == 303
    Delivery.objects.update(due_at=datetime.now(UTC))
    assert deliver(one.pk) == 1
    assert receiver.verified(secret[1].replace("&#x2B;", "+"))["type"] == "test"
    page = text(browser.get(f"/webhooks/{one.pk}/"))
    assert "llegó" in page
    assert "204" in page

    assert browser.post(f"/webhooks/{one.pk}/pause/").status_code == 303
    assert "en pausa" in text(browser.get("/webhooks/"))
    assert browser.post(f"/webhooks/{one.pk}/resumption/").status_code == 303
    assert SECRET.search(text(browser.post(f"/webhooks/{one.pk}/secret/")))
    assert browser.post(f"/webhooks/deliveries/{Delivery.objects.get().pk}/retry/").status_code == 303
    days = {"since": "2026-06-01", "until": "2026-06-16"}
    assert browser.post(f"/webhooks/{one.pk}/replay/", days).status_code == 303
    backwards = browser.post(f"/webhooks/{one.pk}/replay/", {"since": "2026-06-16", "until": "2026-06-01"})
    assert backwards.status_code == 422
    assert "Termina antes de empezar" in text(backwards)
    assert browser.post(f"/webhooks/{one.pk}/end/").status_code == 302
    assert browser.get(f"/webhooks/{one.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"address": "http://crm.example/"}, "https://"), ({"address": "https://u:p@crm.example/"}, "firma"),
        ({"address": "crm"}, "dirección"), ({"events": []}, ""), ({"name": " "}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(
    cast: Cast, changed: dict[str, Any], says: str
) -> None:
    typed = {"name": "CRM", "address": "https://crm.example/", "events": ["lead.passage.opened"], **changed}
    answer = as_(cast.samuel).post("/webhooks/new/", typed)
    assert answer.status_code == 422
    assert says in text(answer)
    if "name" not in changed:
        assert 'value="CRM"' in text(answer)
    assert not Subscription.objects.exists()


def test_a_door_is_opened_mended_and_looked_at_again_from_the_page(cast: Cast) -> None:
    browser = as_(cast.samuel)
    typed = {"name": "Typeform", "kind_taken": "inquiry", "form": "contacto", "mapping": "email: data.mail"}
    made = browser.post("/webhooks/doors/new/", typed)
    secret = SECRET.search(text(made))
    assert secret is not None
    assert "/api/v1/hooks/typeform" in text(made)
    door = Origin.objects.get()
    sent = json.dumps({"data": {"email": "ana@lacteos.example"}})
    headers = headers_of("m1", sent, secrets=[secret[1].replace("&#x2B;", "+")], at=datetime.now(UTC))
    assert Client(headers=headers).generic(
        "POST", "/api/v1/hooks/typeform", sent, content_type="application/json"
    ).status_code == 202  # fmt: skip
    understanding()
    assert "No entendido" in text(browser.get(f"/webhooks/doors/{door.pk}/"))

    wrong = browser.post(f"/webhooks/doors/{door.pk}/mapping/", {"form": "contacto", "mapping": "email data.mail"})
    assert wrong.status_code == 422
    assert "línea 1" in text(wrong)
    lines = 'email: data.email\nfull_name: "Ana Sol"\ncompany: "Sol"\nrole: "jefa"\ncountry: "PE"'
    assert (
        browser.post(f"/webhooks/doors/{door.pk}/mapping/", {"form": "contacto", "mapping": lines}).status_code == 303
    )
    understanding()
    assert [(one.reasons, one.text) for one in Body.objects.all()] == []
    assert "Entendido" in text(browser.get(f"/webhooks/doors/{door.pk}/"))
    assert browser.post(f"/webhooks/doors/{door.pk}/closing/").status_code == 302


@pytest.mark.parametrize("path", PATHS)
def test_only_administrators_see_them(cast: Cast, path: str) -> None:
    assert as_(cast.samuel).get(path).status_code == 200
    assert as_(cast.mara).get(path).status_code == 403
    assert as_(cast.olga).get(path).status_code == 404


def test_the_description_is_read_without_a_token(client: Client, db: None) -> None:
    page = text(client.get("/api/"))
    assert "POST /api/v1/people" in page
    assert "<script>" not in page


def test_the_page_of_the_api_shows_code_as_code_and_sentences_whole(client: Client) -> None:
    page = text(client.get("/api/"))
    shown = page[page.index("<main") : page.index("</main>")]

    assert "`" not in shown
    assert "<br" not in shown
    assert "Every call carries <code>Authorization: Bearer dueto_…</code>; an administrator makes the token" in shown
    assert '<section class="section quiet" lang="en"><p>' in shown
    assert line("`<b>` & co") == "<code>&lt;b&gt;</code> &amp; co"
