"""The demo as a newcomer sees it: the transcript, and the report in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

from playwright.sync_api import Browser, sync_playwright

from proofs.transcript import ROOT, said

CHROMIUM = Path("/usr/bin/chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
LAUNCH = "2026-11-23T09:00-05:00"
SCREENS = {"desktop": (1440, 1700), "phone": (390, 1500)}
VOICES = {"es": "es_PE.UTF-8", "en": "en_US.UTF-8"}


def demo(workshop: Path, out: Path) -> None:
    """Write demo.md and the pictures of the report in both languages."""
    nevadal = workshop / "nevadal"
    parts = ["# The demo\n\nWhat `make report` runs, with the launch fixed so that it can be made again.\n"]
    parts.append(said("simulate", "--out", "nevadal", "--launch", LAUNCH, folder=workshop, language=VOICES["es"]))
    for name in ("agreement.yaml", "agreement-v3.yaml"):
        copy(ROOT / "examples" / "nevadal" / name, nevadal / name)
    for language, voice in VOICES.items():
        call = (
            "qualify", "nevadal/people.csv", "--activities", "nevadal/activities.csv",
            "--agreement", "nevadal/agreement.yaml", "--as-of", LAUNCH, "--out", language,
        )  # fmt: skip
        parts.append(said(*call, folder=workshop, language=voice))
    parts.append(
        said(
            "agreement",
            "diff",
            "nevadal/agreement-v3.yaml",
            "nevadal/agreement.yaml",
            folder=workshop,
            language=VOICES["es"],
        )
    )
    parts.append("".join(f"![{alt}]({name})\n\n" for alt, name in _pictures(workshop, out)))
    (out / "demo.md").write_text("\n".join(parts), encoding="utf-8")


def _pictures(workshop: Path, out: Path) -> Iterator[tuple[str, str]]:
    if not CHROMIUM.exists():
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        for language in VOICES:
            for screen in SCREENS:
                for light in ("light", "dark"):
                    name = f"report-{language}-{screen}-{light}.png"
                    _picture(browser, workshop / language / "report.html", out / name, screen=screen, light=light)
                    yield f"The report, {language}, {screen}, {light}", name
        browser.close()


def _picture(browser: Browser, page_file: Path, picture: Path, *, screen: str, light: str) -> None:
    width, height = SCREENS[screen]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=light)  # type: ignore[arg-type]
    page.goto(page_file.as_uri())
    page.screenshot(path=picture)
    page.close()
