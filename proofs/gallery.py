"""Every page of the demo as it looks: at a desk and on a telephone, light and dark, Spanish and English."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from proofs.demo import CHROMIUM, QUIET

SIZES = {"desk": (1366, 900), "phone": (390, 844)}
PAGES = {
    "mara": {
        "today": "/today/", "board": "/board/", "prospects": "/prospects/", "one-datum": "/one-datum/",
        "returns": "/returns/", "commitments": "/commitments/", "outcomes": "/outcomes/", "agreement": "/agreement/",
        "forms": "/forms/", "journal": "/journal/", "base": "/base/", "sources": "/sources/", "imports": "/imports/",
        "form-numbers": "/forms/calculadora/", "content": "/content/", "mailbox": "/mailbox/",
        "companies": "/companies/", "company-conditions": "/companies/conditions/?country=PE",
        "customers": "/customers/",
    },
    "nora": {"care": "/care/", "duplicates": "/care/duplicates/", "machines": "/machines/", "privacy": "/privacy/"},
    "rosa": {"calls": "/calls/"},
    "julia": {"desk": "/desk/", "notices": "/notices/", "find": "/find/", "caller": "/find/call/"},
    "graciela": {"monday": "/today/", "wall": "/board/?wall=1"},
    "samuel": {"members": "/members/", "tokens": "/tokens/", "webhooks": "/webhooks/"},
}  # fmt: skip
ON_THE_PHONE = {
    "today", "board", "prospects", "one-datum", "returns", "commitments", "desk", "monday", "base", "imports", "care",
    "calls", "find", "person", "company-conditions",
}  # fmt: skip
LOOKS = (("es", "desk", "light"), ("en", "phone", "dark"), ("en", "desk", "dark"))
"""Each page in two of them that differ in everything as far as they can: on the telephone, or else at a desk."""
OPEN = {"landing": "/", "log-in": "/accounts/login/", "form": "/f/hablar-con-ventas/"}
"""Where nobody has to enter; all of them are for the telephone too."""


def gallery(address: str, out: Path) -> None:
    """Take a picture of each page, and write the page that shows them all."""
    if not CHROMIUM.exists():
        print("no pictures of the pages: Chromium is absent")
        return
    taken: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        for language, size, light in LOOKS:
            suffix = f"{language}-{size}-{light}"
            page = enter(browser, address, "", language=language, size=size, light=light)
            for name, path in OPEN.items() if suffix != "en-desk-dark" else ():
                taken.append(picture(page, address + path, out / f"page-{name}-{suffix}.png"))
            for who, paths in PAGES.items():
                page = enter(browser, address, who, language=language, size=size, light=light)
                for name, path in paths.items():
                    if is_shown(name, language, size):
                        taken.append(picture(page, address + path, out / f"page-{name}-{suffix}.png"))
                if who == "mara" and is_shown("person", language, size):
                    page.goto(f"{address}/prospects/?q=Tello")
                    page.get_by_role("link", name="Rocío Tello").first.click()
                    taken.append(picture(page, page.url, out / f"page-person-{suffix}.png"))
        browser.close()
    lines = ["# The pages\n\nThe demo as it looks; `python -m proofs.thread` takes these pictures again.\n"]
    lines += [f"## {name.removeprefix('page-').removesuffix('.png')}\n\n![{name}]({name})\n" for name in sorted(taken)]
    (out / "pages.md").write_text("\n".join(lines), encoding="utf-8")


def is_shown(name: str, language: str, size: str) -> bool:
    """Return whether a page is shown in this look."""
    return language == "es" or (size == "phone") == (name in ON_THE_PHONE)


def enter(browser: Browser, address: str, who: str, *, language: str, size: str, light: str) -> Page:
    """Return the first page of somebody of the cast, or the landing for nobody."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=light, reduced_motion="reduce",  # type: ignore[arg-type]
    )  # fmt: skip
    context.add_cookies([{"name": "dueto_language", "value": language, "url": address}])
    page = context.new_page()
    page.goto(address + "/")
    if who:
        page.request.post(f"{address}/enter/", form={"key": who, "csrfmiddlewaretoken": token_of(page)})
    return page


def token_of(page: Page) -> str:
    """Return what a form of the page is sent with."""
    return str(page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value"))


def picture(page: Page, address: str, file: Path) -> str:
    """Return the name of the picture taken of a page."""
    page.goto(address)
    page.wait_for_timeout(100)
    page.screenshot(path=file)
    return file.name
