"""Gated downloads: a link for a while, a page with a button, and a file that no browser runs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dueto.apps.base.models import Activity, Person
from dueto.apps.forms.actions import keep_content, retire_content
from dueto.apps.forms.actions.content import Described
from dueto.apps.forms.links import download_path
from dueto.apps.forms.models import Content, Submission
from tests.cast import Cast
from tests.web.forms.designs import Makes, published
from tests.web.forms.sending import HUMAN, Visitor

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def guide(cast: Cast, settings: Any, tmp_path: Path) -> Any:
    """Return a guide that a form opens."""
    cache.clear()
    settings.HOME = tmp_path
    with time_machine.travel(cast.at, tick=False):
        described = Described("Siete errores al medir el frío", "guide", "awareness")
        upload = SimpleUploadedFile("Guía «frío».pdf", PDF)
        content = keep_content(described, upload=upload, by=cast.lucia.pk, at=cast.at)  # type: ignore[arg-type]
        published(
            "guia", by=cast.lucia.pk, at=cast.at, content=content.pk, makes=Makes.DOWNLOAD, most=0
        )  # fmt: skip
        yield content


def link() -> str:
    """Return the way to what was asked for."""
    return download_path(Submission.objects.get().pk, language="es")


class Answer(NamedTuple):
    """What came of pressing the button."""

    status: int
    headers: Any
    body: bytes


def fetched(at: Any, *, agent: str = HUMAN, after: float = 5) -> Answer:
    """Return the answer to the button, pressed so many seconds after the page was opened."""
    client = Client(enforce_csrf_checks=True)
    with time_machine.travel(at, tick=False):
        page = client.get(link()).content.decode()
    opened = page.partition('name="opened" value="')[2].partition('"')[0]
    with time_machine.travel(at + timedelta(seconds=after), tick=False):
        return pressed(client, agent=agent, opened=opened)


def pressed(client: Client, *, agent: str = HUMAN, opened: str = "") -> Answer:
    """Return the answer to the button, read to its end."""
    answer: Any = client.post(link(), {"opened": opened}, headers={"user-agent": agent})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return Answer(answer.status_code, answer.headers, body)


def test_the_page_of_thanks_leads_to_the_file(cast: Cast, guide: Content) -> None:
    rocio = Visitor(cast)
    thanks = rocio.client.get(rocio.fills("guia").headers["Location"]).content.decode()

    answer = fetched(cast.at)

    assert link().partition("?")[0] in thanks
    assert answer.body == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    act = Activity.objects.get(kind="download")
    assert (act.item, act.classed) == ("siete errores al medir el frio", "human")
    assert act.identity.person is not None
    assert act.identity.person.card.full_name == "Rocío Tello"


def test_the_scanner_that_opens_the_link_does_not_count(cast: Cast) -> None:
    Visitor(cast).fills("guia")
    for _ in range(5):
        Client().get(link())
        Client().head(link())
    assert not Activity.objects.filter(kind="download").exists()

    fetched(cast.at, agent="Mozilla/5.0 (compatible; Googlebot/2.1)")
    fetched(cast.at, after=0.2)
    pressed(Client())

    classes = list(Activity.objects.filter(kind="download").order_by("id").values_list("classed", flat=True))
    assert classes == ["automatic", "suspect", "suspect"]


def test_the_link_is_good_for_a_while_and_says_when_it_is_not(cast: Cast) -> None:
    Visitor(cast).fills("guia")
    way = link()

    with time_machine.travel(cast.at + 8 * DAY, tick=False):
        late = Client().get(way), Client().post(way)

    assert [one.status_code for one in late] == [410, 410]
    assert "ya no sirve" in late[0].content.decode()
    assert Client().get("/d/forged/").status_code == 404


def test_what_was_taken_out_is_gone(cast: Cast, guide: Content) -> None:
    Visitor(cast).fills("guia")
    retire_content(content_id=guide.pk, by=cast.mara.pk, at=cast.at)

    assert Client().get(link()).status_code == 410
    assert Client().post(link()).status_code == 410


def test_whoever_asked_to_be_forgotten_fetches_nothing(cast: Cast) -> None:
    Visitor(cast).fills("guia")
    Person.objects.update(erased_at=cast.at)

    assert Client().get(link()).status_code == 404
    assert not Activity.objects.filter(kind="download").exists()


def test_the_file_lies_under_a_name_that_says_nothing(guide: Content, settings: Any) -> None:
    (kept,) = (settings.HOME / "content").iterdir()

    assert kept.name == guide.stored
    assert "rio" not in guide.stored
    assert guide.stored.endswith(".pdf")


def test_a_flood_of_downloads_is_asked_to_wait(cast: Cast, settings: Any) -> None:
    settings.FORM_POSTS_A_MINUTE = 3
    Visitor(cast).fills("guia")
    statuses = [fetched(cast.at, after=60).status for _ in range(5)]

    assert statuses == [200, 200, 200, 429, 429]
