"""The thread from end to end, as somebody at a browser walks it: `python -m proofs.thread`.

Starts the demo on free ports in a folder of its own, walks from a visit to a contract over HTTP, and writes what the
pages said into docs/proof/thread.md. Every step has to be seen on a page, or the proof fails.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from proofs.base import base
from proofs.browser import Page, Reader
from proofs.gallery import gallery
from proofs.running import Demo
from proofs.transcript import ROOT

HEAD = """# The thread, walked

What somebody saw who started the demo and walked from a visit to a contract, without a script in the browser.
`python -m proofs.thread` walks it again.
"""


class Walk:
    """The walk so far: what was done, and what the page said then."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.lines: list[str] = []

    def tell(self, what: str, *said: str) -> None:
        """Take down one step."""
        self.lines += [f"## {what}", *(f"> {one}" for one in said), ""]
        print(what, *said, sep="\n  ", flush=True)

    def enter(self, key: str) -> tuple[Reader, Page]:
        """Return somebody of the cast at a browser of their own, and their first page."""
        reader = Reader(self.address)
        return reader, reader.send(reader.read("/"), "/enter/", key=key)


def main() -> None:
    """Walk, and write what was seen."""
    with tempfile.TemporaryDirectory() as home, Demo(Path(home)) as (address, seconds):
        places = (Path(home) / "demo", Path(home) / "logs")
        walk = Walk(address)
        walk.tell("`make demo` on an empty folder", f"The pages answered {seconds:.0f} seconds after the start.")
        _thread(walk)
        base(address, places)
        gallery(address, ROOT / "docs" / "proof")
    page = ROOT / "docs" / "proof" / "thread.md"
    page.write_text("\n\n".join([HEAD.strip(), "\n".join(walk.lines)]).rstrip() + "\n", encoding="utf-8")
    print(page.relative_to(ROOT))


def _thread(walk: Walk) -> None:
    mara, today = walk.enter("mara")
    entered = time.monotonic()
    walk.tell("Mara enters", today.sentence(r"\d+ calificadas este mes.{0,90}75\."))
    _, monday = walk.enter("graciela")
    before = monday.sentence(r"Vamos a \d+\s*% de la meta")
    _joaquin(walk, mara)
    person = _rocio(walk, mara, since=entered)
    julia, _ = walk.enter("julia")
    _contract(walk, julia, person)
    _, monday = walk.enter("graciela")
    walk.tell("Graciela sees the goal move", before, monday.sentence(r"Vamos a \d+\s*% de la meta"))


def _joaquin(walk: Walk, mara: Reader) -> None:
    """One datum away: the question, the answer, and he qualifies."""
    page = mara.read("/one-datum/")
    asked = page.sentence(r"¿Cuántas sedes tiene [^?]*\?")
    after = mara.send(page, "/answers/", value="7")
    found = mara.read("/prospects/?q=joaquin+urena")
    person = mara.read(found.link(r"/people/\d+/"))
    walk.tell("One datum: Mara types 7", asked, after.sentence(r"Guardado: .{9,90}\)"), _verdict(person))


def _rocio(walk: Walk, mara: Reader, *, since: float) -> str:
    """Rocío opens the prices by herself, and crosses while Mara looks."""
    path = mara.read("/prospects/?q=Tello").link(r"/people/\d+/")
    seen = _await(lambda: mara.read(path), r"Calificó hace .{3,90}39 de 30")
    seconds = time.monotonic() - since
    walk.tell(
        "Rocío crosses while Mara looks",
        seen.sentence(r"Calificó hace .{3,90}39 de 30"),
        f"That was {seconds:.0f} seconds after Mara had entered.",
    )
    return path


def _contract(walk: Walk, julia: Reader, person: str) -> None:
    """From the hand-off to the contract, by the forms of its page."""
    page = _await(lambda: julia.read(person), r"Rocío Tello")
    path = page.link(r"/handoffs/\d+/")
    page = julia.read(path)
    walk.tell(
        "It is on Julia's desk", page.sentence(r"quedan [^·]{3,40}"), page.sentence(r"Empiece por: [^.)]{3,80}\)?")
    )
    for what, action, values, expected in (
        ("She accepts", "/acceptance/", {}, r"Entrega · Aceptada"),
        (
            "She calls, and they talk",
            "/attempts/",
            {"channel": "call", "result": "talked"},
            r"Por teléfono: conversó [^·]*· hoy \d+:\d+",
        ),
        (
            "It becomes a sale",
            "/opportunity/",
            {"amount": "15000", "currency": "USD"},
            r"quedan .{1,12} · actualizar la oportunidad de venta",
        ),
        ("It is won", "/outcome/", {"outcome": "won"}, r"Entrega · Ganada"),
    ):
        page = julia.send(page, action, **values)
        if page.status != 200:
            raise SystemExit(f"{what}: {page.status}\n{page.text[:2000]}")
        page = julia.read(path)
        walk.tell(what, page.sentence(expected))


def _verdict(page: Page) -> str:
    return page.sentence(r"Calific[^.]*\.")


def _await(look: Callable[[], Page], pattern: str) -> Page:
    until = time.monotonic() + 120
    while True:
        page = look()
        if re.search(pattern, page.text):
            return page
        if time.monotonic() > until:
            raise SystemExit(f"{page.address} never said {pattern}:\n{page.text[:2000]}")
        time.sleep(0.5)


if __name__ == "__main__":
    main()
