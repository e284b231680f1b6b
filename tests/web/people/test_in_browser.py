"""The pages of marketing's base in a real browser: on a telephone and a desk, in both languages, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from dueto.apps.base.actions import note, reclass
from dueto.apps.base.models import Activity
from tests.cast import Cast, cast
from tests.web.live import Live, chromium, live
from tests.web.people.world import People, write_people

__all__ = ["cast", "chromium", "live"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {
    "prospects": "/prospects/",
    "nobody": "/prospects/?verdict=qualified&country=ES",
    "rocio": "/people/{rocio}/",
    "joaquin": "/people/{joaquin}/",
    "one_datum": "/one-datum/",
    "forms": "/forms/",
    "form": "/f/hablar-con-ventas/",
    "thanks": "/f/contacto/thanks/",
    "agreement": "/agreement/",
}
LOOKS = (("phone", "es", False), ("desk", "en", False), ("desk", "es", True))


@pytest.fixture
def people(cast: Cast) -> Iterator[People]:
    with time_machine.travel(cast.at, tick=True):
        people = write_people(cast)
        note(
            person_id=people.rocio, text="La conocí en la feria: le preocupa la auditoría.", by=cast.ines.pk, at=cast.at
        )
        visit = Activity.objects.filter(identity__person_id=people.joaquin, kind="visit").latest("id")
        reclass(activity_id=visit.pk, classed="automatic", reason="many pages in seconds", by=None, at=cast.at)
        yield people


@pytest.mark.parametrize(("size", "language", "dark"), LOOKS)
def test_every_page_is_accessible_and_fits(
    live: Live,
    cast: Cast,
    people: People,
    size: str,
    language: str,
    dark: bool,
) -> None:
    seen = live(cast.mara, size=size, language=language, dark=dark)
    for name, path in PAGES.items():
        seen.go(path.format(rocio=people.rocio, joaquin=people.joaquin))
        seen.shot(f"h6-{name}-{size}-{language}{'-dark' if dark else ''}", whole=True)
        seen.assert_accessible()
