"""The pages of forms and content in a real browser: whoever sees badly or has a small screen can use them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import expect

from dueto.apps.base.models import Person
from dueto.apps.forms.actions import keep_content
from dueto.apps.forms.actions.content import Described
from dueto.apps.forms.models import Form, Submission
from tests.browser import IS_LONG, LOOKS
from tests.cast import Cast
from tests.journeys.site import Site
from tests.web.forms.designs import GUIDE, published
from tests.web.live import Live
from tests.web.people.world import ROCIO

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {
    "forms": "/forms/", "form": "/forms/guia/", "edit": "/forms/guia/edit/",
    "preview": "/forms/guia/preview/?as=phone", "content": "/content/", "one": "/content/{content}/",
    "public": "/f/guia/",
}  # fmt: skip
ON_A_DESK = ("edit", "content")


@pytest.mark.parametrize(("size", "language", "dark"), LOOKS)
def test_every_page_is_accessible_and_fits(
    live: Live, cast: Cast, settings: Any, tmp_path: Path, size: str, language: str, dark: bool
) -> None:
    settings.COLLECT_ADDRESS, settings.HOME = "", tmp_path  # no door runs beside this server
    with time_machine.travel(cast.at, tick=False):
        content = keep_content(Described("Guía", "guide", "awareness", ("Calidad",)), by=None, at=cast.at)
        published("guia", by=cast.lucia.pk, at=cast.at)
        seen = live(cast.lucia, size=size, language=language, dark=dark)

        for name, path in PAGES.items():
            if not IS_LONG and (size == "desk") != (name in ON_A_DESK):
                continue
            seen.go(path.format(content=content.pk))
            seen.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
            seen.shot(f"forms-{name}-{size}-{language}{'-dark' if dark else ''}", whole=True)
            seen.assert_accessible()


@pytest.fixture
def site(socket_enabled: None) -> Iterator[Site]:
    """Return a site that to a browser is of another domain than the server of forms."""
    site = Site()
    yield site
    site.close()


def test_what_is_typed_in_one_part_stays_while_another_is_saved(live: Live, cast: Cast, settings: Any) -> None:
    settings.COLLECT_ADDRESS = ""
    published("guia", by=cast.lucia.pk, at=cast.at)
    page = live(cast.lucia).go("/forms/guia/edit/")
    page.locator("#course textarea[name=thanks_es]").fill("Gracias por venir")

    page.locator("#words textarea[name=intro_es]").fill("Para la feria")
    page.locator("#words button[type=submit]").click()

    expect(page.locator("#words [role=status]")).to_have_text("Guardado.")
    expect(page.locator("#form-head")).to_contain_text("El borrador dice algo distinto")
    expect(page.locator("#course textarea[name=thanks_es]")).to_have_value("Gracias por venir")
    page.locator("button[id^=later-]").first.click()
    expect(page.locator("#questions button[id^=later-]").first).to_be_visible()
    expect(page.locator("#course textarea[name=thanks_es]")).to_have_value("Gracias por venir")
    page.locator("#course button[type=submit]").click()
    expect(page.locator("#course [role=status]")).to_have_text("Guardado.")
    design = Form.objects.get(name="guia").draft
    assert (design["thanks"]["es"], design["intro"]["es"]) == ("Gracias por venir", "Para la feria")


def test_a_frame_on_another_domain_asks_everything_keeps_no_cookie_and_is_taken(
    live: Live, site: Site, cast: Cast, settings: Any
) -> None:
    """Browsers give a frame of another domain no cookies: nothing in the form needs one."""
    settings.FORM_SITES, settings.COLLECT_ADDRESS = [site.address], ""
    with time_machine.travel(cast.at) as clock:
        published("guia", by=cast.lucia.pk, at=cast.at, most=0)
        seen = live()
        assert seen.address.startswith("http://localhost:"), "not the domain of the site"
        seen.page.context.clear_cookies()
        begun: list[str] = []
        seen.page.on("request", lambda sent: begun.append(sent.url) if "begun" in sent.url[-7:] else None)
        site.forms["/guias"] = f'<iframe src="{seen.address}/f/guia/embed/?lang=es" width="380" height="800"></iframe>'
        for _ in range(2):
            seen.page.goto(f"{site.address}/guias")
            form = seen.page.frame_locator("iframe")
            form.get_by_role("heading", name="Guía").wait_for()
            assert form.locator("[id^=q-]").count() == len(GUIDE.questions)
            for name in ("full_name", "email"):
                form.locator(f"#q-{name}").fill(ROCIO[name])
            form.locator("#consent_given").check()
            clock.shift(timedelta(seconds=30))
            form.get_by_role("button", name="Enviar").click()
            form.get_by_role("heading", name="Gracias").wait_for()

    assert seen.page.context.cookies() == []
    assert begun == [f"{seen.address}/f/guia/begun/"] * 2
    assert Submission.objects.count() == 2
    assert Person.objects.count() == 1
