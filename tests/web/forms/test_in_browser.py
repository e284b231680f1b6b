"""The pages of forms and content in a real browser: whoever sees badly or has a small screen can use them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import time_machine

from dueto.apps.forms.actions import keep_content
from dueto.apps.forms.actions.content import Described
from tests.cast import Cast
from tests.web.forms.designs import published
from tests.web.live import Live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {
    "forms": "/forms/", "form": "/forms/guia/", "edit": "/forms/guia/edit/",
    "preview": "/forms/guia/preview/?as=phone", "content": "/content/", "one": "/content/{content}/",
    "public": "/f/guia/",
}  # fmt: skip
ON_A_DESK = ("edit", "content")


@pytest.mark.parametrize(("size", "language", "dark"), [("phone", "es", False), ("desk", "en", True)])
def test_every_page_is_accessible_and_fits(
    live: Live, cast: Cast, settings: Any, tmp_path: Path, size: str, language: str, dark: bool
) -> None:
    settings.COLLECT_ADDRESS, settings.HOME = "", tmp_path  # no door runs beside this server
    with time_machine.travel(cast.at, tick=False):
        content = keep_content(Described("Guía", "guide", "awareness", ("Calidad",)), by=None, at=cast.at)
        published("guia", by=cast.lucia.pk, at=cast.at)
        seen = live(cast.lucia, size=size, language=language, dark=dark)

        for name, path in PAGES.items():
            if size == "desk" and name not in ON_A_DESK:
                continue
            seen.go(path.format(content=content.pk))
            seen.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
            seen.shot(f"forms-{name}-{size}-{language}{'-dark' if dark else ''}", whole=True)
            seen.assert_accessible()
