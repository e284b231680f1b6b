"""Double opt-in: the link changes nothing, its button does; until then nobody is written to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from dueto.apps.base.models import Activity, Consent, Person
from dueto.apps.base.purposes import NEWSLETTER
from dueto.apps.forms.links import confirm_path
from dueto.apps.forms.models import Submission
from dueto.apps.journal.models import Effect, Entry
from dueto.work.mails.composing import compose
from tests.cast import Cast
from tests.web.forms.designs import published
from tests.web.forms.sending import Visitor

pytestmark = pytest.mark.django_db
BOTH = ("consent_given", "consent_newsletter")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _form(cast: Cast) -> Any:
    cache.clear()
    with time_machine.travel(cast.at, tick=False):
        published("boletin", by=cast.lucia.pk, at=cast.at, opts_in=True, counts_as="boletin", most=0)
        yield


def link(number: int = 0) -> str:
    """Return the way to confirm what was sent."""
    submission = Submission.objects.order_by("id")[number]
    return confirm_path(submission.pk, form=submission.form, language="es")


def purposes() -> list[str]:
    """Return what was agreed to, in order."""
    return list(Consent.objects.order_by("id").values_list("purpose", flat=True))


def test_until_it_is_confirmed_the_consent_is_not_given(cast: Cast) -> None:
    rocio = Visitor(cast)
    answer = rocio.fills("boletin", consents=BOTH)
    thanks = rocio.client.get(answer.headers["Location"]).content.decode()

    assert "Falta un paso" in thanks
    assert purposes() == ["contact"]
    assert Activity.objects.get(kind="form").form == "boletin", "what the agreement says of it counts at once"

    assert Client(enforce_csrf_checks=True).post(link()).status_code == 303

    assert purposes() == ["contact", NEWSLETTER]
    assert len(Consent.objects.get(purpose=NEWSLETTER).text_version) == 64
    assert Submission.objects.get().confirmed_at is not None


def test_get_on_the_link_changes_nothing_and_post_does_twice_is_harmless(cast: Cast) -> None:
    """Case 20, as it is for unsubscribing: scanners open every link."""
    Visitor(cast).fills("boletin", consents=BOTH)
    client = Client(enforce_csrf_checks=True)

    for _ in range(3):
        assert "<button" in client.get(link()).content.decode()
        client.head(link())
    assert purposes() == ["contact"]

    for _ in range(3):
        assert client.post(link()).status_code == 303
    assert purposes() == ["contact", NEWSLETTER]
    assert Entry.objects.filter(tag="person:address:confirmed").count() == 1
    assert "Confirmada" in client.get(link()).content.decode()


def test_an_expired_link_says_so(cast: Cast) -> None:
    Visitor(cast).fills("boletin", consents=BOTH)
    with time_machine.travel(cast.at, tick=False):
        way = link()

    with time_machine.travel(cast.at + 8 * DAY, tick=False):
        shown, sent = Client().get(way), Client().post(way)

    assert (shown.status_code, sent.status_code) == (410, 410)
    assert "ya no sirve" in shown.content.decode()
    assert purposes() == ["contact"]


@pytest.mark.parametrize("token", ["x", "1:x:y", "ñ", "%00", "a" * 900])
def test_a_forged_link_is_nothing(cast: Cast, token: str) -> None:
    assert Client().get(f"/f/boletin/confirm/{token}/").status_code == 404
    assert Client().post(f"/f/boletin/confirm/{token}/").status_code == 404


def test_the_link_of_one_form_confirms_no_other(cast: Cast) -> None:
    Visitor(cast).fills("boletin", consents=BOTH)
    assert Client().post(link().replace("/boletin/", "/contacto/")).status_code == 404


def test_without_that_consent_there_is_nothing_to_withhold(cast: Cast) -> None:
    Visitor(cast).fills("boletin")
    Client().post(link())

    assert purposes() == ["contact"]


def test_the_mail_says_usted_and_greets_nobody_by_what_was_typed(cast: Cast) -> None:
    Visitor(cast).fills("boletin", consents=BOTH)
    effect = Effect.objects.get()

    composed = compose(effect.body, key=effect.key, at=cast.at)

    assert composed is not None
    assert composed.recipients == ("rocio@puntabrava.example",)
    body = composed.message.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "usted confirma" in text
    assert link() in text
    assert "Rocío" not in text
    assert "Nevadal: confirme su dirección" in str(composed.message["Subject"])


def test_once_confirmed_a_mail_that_waits_is_moot(cast: Cast) -> None:
    Visitor(cast).fills("boletin", consents=BOTH)
    Client().post(link())
    effect = Effect.objects.get()

    assert compose(effect.body, key=effect.key, at=cast.at) is None


def test_nobody_can_bury_an_address_under_mails(cast: Cast) -> None:
    for number in range(8):
        Visitor(cast, f"v-{number}").fills("boletin", consents=BOTH)

    assert Submission.objects.count() == 8
    assert Effect.objects.count() == 3
    assert Person.objects.count() == 1


def test_one_click_confirms_what_the_same_form_asked_before(cast: Cast) -> None:
    for number in range(2):
        Visitor(cast, f"v-{number}").fills("boletin", consents=BOTH)

    Client().post(link(1))

    assert not Submission.objects.filter(awaits=True).exists()
    assert purposes().count(NEWSLETTER) == 1


def test_whoever_asked_to_be_forgotten_confirms_nothing(cast: Cast) -> None:
    Visitor(cast).fills("boletin", consents=BOTH)
    Person.objects.update(erased_at=cast.at)

    assert Client().post(link()).status_code == 404
    assert purposes() == ["contact"]


def test_confirming_on_the_same_browser_proves_who_sits_there(cast: Cast) -> None:
    rocio = Visitor(cast)
    rocio.fills("boletin", consents=BOTH)
    before = rocio.client.cookies["dueto_known"].value

    rocio.client.post(link())

    assert rocio.client.cookies["dueto_known"].value != before
