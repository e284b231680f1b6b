"""The script in a real browser, with a real door behind it."""

from __future__ import annotations

import gzip
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from dueto.collect.inbox import Hit
from dueto.collect.script import source
from tests.collect.running import RunningDoor, Started
from tests.collect.script.site import Site, running_site
from tests.docs.pages import table

pytestmark = pytest.mark.browser
REFUSALS = {
    "do not track": "Object.defineProperty(navigator, 'doNotTrack', {value: '1'})",
    "global privacy control": "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})",
}
NOTHING_KEPT = "document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"


@pytest.fixture
def door(started: Started, inbox_file: Path) -> RunningDoor:
    """Return a door of its own for each test."""
    return started(inbox_file)


@pytest.fixture
def site(door: RunningDoor) -> Iterator[Site]:
    """Return a site whose hits go to the door."""
    with running_site(f"http://127.0.0.1:{door.port}") as running:
        yield running


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    """Return somebody who has never been here; whatever the browser complains of fails the test."""
    context = chromium.new_context(
        locale="es-PE", viewport={"width": 390, "height": 844}, screen={"width": 390, "height": 844}
    )
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield context
    context.close()
    assert [text for text in complaints if "503" not in text and "favicon" not in text] == []


def arrive(visitor: BrowserContext, address: str, *, before: str = "") -> Page:
    """Return the page as it was opened; `before` runs before the page's own scripts."""
    page = visitor.new_page()
    if before:
        page.add_init_script(before)
    page.goto(address)
    return page


def hits(door: RunningDoor, count: int) -> list[Hit]:
    """Return the hits once there are so many, and no more after that."""
    until = time.monotonic() + 10
    while len(there := door.hits()) < count and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.2)
    there = door.hits()
    assert len(there) == count, [(hit.kind, hit.item, hit.url, hit.ago) for hit in there]
    return there


def values(page: Page) -> dict[str, Any]:
    """Return what the hidden inputs hold."""
    names = ("visitor", "first_page", "referrer")
    return {name: page.locator(f"[name=dueto_{name}]").input_value() for name in names}


def test_it_is_small() -> None:
    assert len(gzip.compress(source().encode())) < 3000


def test_it_tells_of_a_visit(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    page = arrive(visitor, f"{site.address}/casos?utm_source=feria#arriba")

    (hit,) = hits(door, 1)
    assert re.fullmatch(r"[0-9a-f]{32}", hit.visitor)
    assert (hit.kind, hit.url, hit.referrer) == ("visit", f"{site.address}/casos?utm_source=feria#arriba", None)
    assert (hit.language, hit.screen, hit.consent, hit.extra) == ("es-PE", "390x844", None, None)
    assert hit.agent is not None
    assert "Chrome" in hit.agent
    (cookie,) = visitor.cookies()
    assert (cookie["name"], cookie["value"], cookie["sameSite"]) == ("dueto_visitor", hit.visitor, "Lax")
    assert 390 < (cookie["expires"] - time.time()) / 86400 < 400
    assert page.evaluate("localStorage.dueto_visitor") == hit.visitor


def test_it_knows_the_visitor_again(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    page = arrive(visitor, f"{site.address}/?utm_source=feria")
    hits(door, 1)
    page.click("#precios")
    hits(door, 2)
    visitor.clear_cookies()
    arrive(visitor, f"{site.address}/demo")

    first, second, third = hits(door, 3)
    assert first.visitor == second.visitor == third.visitor
    assert (second.url, second.referrer) == (f"{site.address}/precios", f"{site.address}/?utm_source=feria")
    assert visitor.cookies()[0]["value"] == first.visitor


def test_it_counts_the_pages_of_a_single_page_site_once(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    arrival, *steps = table("tracking.md", "table-single-page")
    page = arrive(visitor, site.address + arrival["Step"].removeprefix("arrives at "))
    hits(door, 1)

    for step in steps:
        page.evaluate(step["Step"])

    expected = [(step["Visit to"], step["Page before"]) for step in (arrival, *steps) if step["Visit to"]]
    there = hits(door, len(expected))
    assert [(hit.url.removeprefix(site.address), (hit.referrer or "").removeprefix(site.address)) for hit in there] == (
        expected
    )


def test_it_counts_a_page_to_which_one_goes_back(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    page = arrive(visitor, f"{site.address}/")
    hits(door, 1)
    page.click("#precios")
    hits(door, 2)
    page.go_back()

    assert [hit.url for hit in hits(door, 3)] == [f"{site.address}{path}" for path in ("/", "/precios", "/")]


def test_it_tells_of_downloads(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    page = arrive(visitor, site.address)
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    for link in ("#guide", "#named", "#mail"):
        page.click(link)

    downloads = [(hit.kind, hit.item) for hit in hits(door, 3)[1:]]
    assert downloads == [("download", "/files/Gu%C3%ADa%20mermas.PDF"), ("download", "plantilla")]


def test_it_tells_of_events_and_who_somebody_is(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    site.early = '<script src="/early.js"></script>'
    page = arrive(visitor, site.address)
    page.evaluate("dueto.event('video', {segundos: 30, título: 'Más margen'})")
    page.evaluate("dueto.identify(4711)")

    _visit, early, video, known = hits(door, 4)
    assert (early.kind, early.item, early.extra) == ("event", "early", '{"n":1}')
    assert (video.kind, video.item, video.extra) == ("event", "video", '{"segundos":30,"título":"Más margen"}')
    assert (known.kind, known.item) == ("identify", "4711")


def test_it_loses_nothing_when_the_page_goes_away(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    page = arrive(visitor, site.address)
    page.evaluate("for (let n = 0; n < 5; n++) dueto.event('step ' + n); location.href = '/precios'")

    there = hits(door, 7)
    assert {hit.item for hit in there if hit.kind == "event"} == {f"step {number}" for number in range(5)}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_it_leaves_alone_who_asks_for_it(door: RunningDoor, site: Site, visitor: BrowserContext, refusal: str) -> None:
    page = arrive(visitor, site.address, before=refusal)
    page.evaluate(
        "dueto.consent(true); dueto.event('video'); dueto.identify('x'); history.pushState({}, '', '/precios')"
    )

    assert hits(door, 0) == []
    assert page.evaluate(NOTHING_KEPT) == "{}{}"
    assert values(page) == {"visitor": "", "first_page": "", "referrer": ""}


def test_it_waits_for_consent(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    site.asks = 'data-consent="required"'
    page = arrive(visitor, f"{site.address}/?utm_source=feria")
    page.evaluate("dueto.event('video'); history.pushState({}, '', '/casos')")

    assert hits(door, 0) == []
    assert page.evaluate(NOTHING_KEPT) == "{}{}"

    page.evaluate("dueto.consent(true)")
    page.click("#precios")

    given, later = hits(door, 2)
    assert (given.kind, given.url, given.consent) == ("visit", f"{site.address}/casos", True)
    assert (later.url, later.consent, later.visitor) == (f"{site.address}/precios", True, given.visitor)

    page.evaluate("dueto.consent(false); dueto.event('video')")
    page.reload()

    assert len(hits(door, 2)) == 2
    assert page.evaluate(NOTHING_KEPT) == "{}{}"
    assert values(page)["visitor"] == ""


def test_a_refusal_holds_on_a_site_that_does_not_ask(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    page = arrive(visitor, site.address)
    hits(door, 1)

    page.evaluate("dueto.consent(false)")
    page.click("#precios")

    assert len(hits(door, 1)) == 1
    assert visitor.cookies() == []
    assert page.evaluate("JSON.stringify(localStorage)") == '{"dueto_consent":"no"}'


def test_a_form_knows_the_visitor_and_where_it_all_began(
    door: RunningDoor, site: Site, visitor: BrowserContext
) -> None:
    visitor.new_page().goto(site.address)
    page = visitor.pages[0]
    page.evaluate(f"location.href = '{site.address}/casos?utm_source=feria'")
    page.wait_for_url("**/casos*")
    page.click("#precios")
    page.wait_for_url("**/precios")

    known = hits(door, 3)[0].visitor
    assert values(page) == {"visitor": known, "first_page": f"{site.address}/", "referrer": ""}

    page.evaluate(
        "const late = document.createElement('input'); late.type = 'hidden'; late.name = 'dueto_visitor';"
        "late.id = 'late'; document.forms[0].append(late)"
    )
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    page.click("button")
    assert page.locator("#late").input_value() == known


def test_it_sends_again_what_did_not_get_in(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    arrive(visitor, f"{site.address}/first")
    hits(door, 1)
    page = visitor.pages[0]
    with sqlite3.connect(door.place, isolation_level=None) as somebody:
        somebody.execute("begin immediate")
        with page.expect_response(lambda response: response.status == 503):
            page.evaluate("dueto.event('while locked')")
        page.evaluate("dueto.event('while waiting')")
        page.click("#precios")
        page.wait_for_load_state()
        until = time.monotonic() + 10
        while page.evaluate("localStorage.dueto_queue") and time.monotonic() < until:
            page.wait_for_timeout(50)
        somebody.execute("rollback")
    somebody.close()

    *_, first, second, third = hits(door, 4)
    assert [first.item, second.item, third.url] == ["while locked", "while waiting", f"{site.address}/precios"]
    assert first.ago > 1000
    assert first.url == f"{site.address}/first"


def test_it_comes_again_when_it_was_told_to(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    page = arrive(visitor, site.address)
    hits(door, 1)
    answers: list[int] = []
    page.on("response", lambda response: answers.append(response.status))
    with sqlite3.connect(door.place, isolation_level=None) as somebody:
        somebody.execute("begin immediate")
        with page.expect_response(lambda response: response.status == 503):
            page.evaluate("dueto.event('one')")
        somebody.execute("rollback")
    somebody.close()
    page.evaluate("dueto.event('two')")
    page.wait_for_timeout(6000)

    assert [hit.item for hit in hits(door, 3)[1:]] == ["one", "two"]
    assert answers == [503, 202, 202]


def test_it_works_where_nothing_may_be_kept(door: RunningDoor, site: Site, visitor: BrowserContext) -> None:
    forbid = "Object.defineProperty(window, '{}', {{get() {{ throw Error('no'); }}}});"
    page = arrive(visitor, site.address, before=forbid.format("localStorage") + forbid.format("sessionStorage"))
    page.evaluate("dueto.event('video')")

    visit, video = hits(door, 2)
    assert visit.visitor == video.visitor
    assert values(page) == {"visitor": visit.visitor, "first_page": f"{site.address}/", "referrer": ""}
