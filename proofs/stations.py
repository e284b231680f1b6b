"""The thread on screen, in English and on PostgreSQL, with a picture at every station: `python -m proofs.stations`."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from tests.postgres import running_cluster

from proofs.demo import CHROMIUM, QUIET
from proofs.gallery import enter
from proofs.running import Demo
from proofs.transcript import ROOT

OUT = ROOT / "docs" / "proof"
PATIENCE = 90_000


class Stations:
    """The pictures taken so far, each with what is to be seen."""

    def __init__(self) -> None:
        self.lines = [
            "# The thread, on screen\n\nMarketing at a desk, sales on a telephone, management at a desk; in English,"
            " with the demo on PostgreSQL.\n`python -m proofs.stations` walks it again.\n"
        ]

    def take(self, page: Page, name: str, what: str) -> None:
        """Take a picture."""
        page.wait_for_timeout(300)
        file = f"station-{len(self.lines):02}-{name}.png"
        page.screenshot(path=OUT / file)
        self.lines.append(f"## {what}\n\n![{what}]({file})\n")
        print(what, flush=True)


def main() -> None:
    """Walk, on a PostgreSQL of its own; where there is none, or no browser, say so."""
    if not CHROMIUM.exists():
        print("no stations: Chromium is absent")
        return
    try:
        with (
            contextmanager(running_cluster)() as cluster,
            tempfile.TemporaryDirectory() as home,
            Demo(Path(home), database=cluster.database()) as (address, seconds),
            sync_playwright() as playwright,
        ):
            print(f"the demo on PostgreSQL answered after {seconds:.0f} s")
            expect.set_options(timeout=PATIENCE)
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
            stations = Stations()
            look = {"language": "en", "light": "light"}
            graciela = enter(browser, address, "graciela", size="desk", **look)
            graciela.goto(f"{address}/today/")
            stations.take(graciela, "goal", "Management before: the goal")
            mara = enter(browser, address, "mara", size="desk", **look)
            julia = enter(browser, address, "julia", size="phone", **look)
            _walk(address, stations, mara, julia)
            graciela.wait_for_timeout(3000)
            stations.take(graciela, "moved", "Management's page has moved by itself")
            browser.close()
    except pytest.skip.Exception as absent:
        print(f"no stations: {absent.msg}")
        return
    (OUT / "stations.md").write_text("\n".join(stations.lines), encoding="utf-8")


def _walk(address: str, stations: Stations, mara: Page, julia: Page) -> None:
    mara.goto(f"{address}/prospects/?q=Tello")
    mara.get_by_role("link", name="Rocío Tello").first.click()
    expect(mara.locator("h1")).to_contain_text("Rocío Tello")
    stations.take(mara, "almost", "Marketing looks at somebody who is almost there")
    expect(mara.locator("main")).to_contain_text("39 of 30")
    stations.take(mara, "crossed", "She crosses while marketing looks")
    julia.goto(f"{address}/desk/")
    julia.get_by_role("link", name="Rocío Tello").first.click()
    expect(julia.locator("h1")).to_contain_text("Rocío Tello")
    stations.take(julia, "desk", "She is on the executive's telephone, with the time left and what to begin with")
    julia.locator("form[action$='/acceptance/'] button").click()
    expect(julia.locator("form[action$='/acceptance/']")).to_have_count(0)
    stations.take(julia, "accepted", "Accepted with one tap")
    julia.locator("a[href='#result'], a[data-opens=result]").first.click()
    stations.take(julia, "result", "After the call: how did it go?")
    julia.locator("form[action$='/attempts/'] button[value=talked]").first.click()
    expect(julia.locator("dialog[open]")).to_have_count(0)
    story = julia.locator("a[href*='/handoffs/']").first.get_attribute("href")
    julia.goto(f"{address}{story}")
    julia.locator("a[href='#sale'], a[data-opens=sale]").first.click()
    julia.locator("input[name=amount]").first.fill("15000")
    stations.take(julia, "sale", "It becomes a sale")
    julia.locator("form[action$='/opportunity/'] button").first.click()
    julia.locator("a[href='#outcome'], a[data-opens=outcome]").first.click()
    stations.take(julia, "outcome", "Won, lost or deferred")
    julia.locator("form[action$='/outcome/'] button[value=won]").first.click()
    expect(julia.locator("main")).to_contain_text("Won")
    stations.take(julia, "won", "Won")


if __name__ == "__main__":
    main()
