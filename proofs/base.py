"""The day of marketing in the base, in a browser and in Spanish, with a picture at every station.

A list of a fair comes in with a row that has to be mended; one of its people is called, of one a datum is found on the
web, one is merged with somebody who was here already, and all three cross. One asks to be forgotten, and is.
`python -m proofs.thread` walks it, beside the thread, in the same demo.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright
from tests.apps.privacy.spelt import holds

from proofs.demo import CHROMIUM, QUIET
from proofs.gallery import enter
from proofs.transcript import ROOT

OUT = ROOT / "docs" / "proof"
PATIENCE = 60_000
HEADER = "Nombre;Cargo;Empresa;Correo;Teléfono;País;Sector;Sedes con frío"
ANA = "Ana Belén Rivas;Jefa de calidad;Mar Abierto;ana.rivas@marabierto.example;+51 987 100 201;Perú;alimentos;"
OSCAR = "Óscar Tineo;Operaciones;Valle Seco;oscar@valleseco.example;+51 987 100 202;Perú;agroexportación;"
DELIA = "Delia Montoya;Asistente;Hierbas Altas;delia.montoya@hierbasaltas.example;+51 987 100 203;Perú;alimentos;1"
CARLA = "María Carla Paz Ugarte;Jefa de calidad;Lácteos Tres Ríos;{};+51 987 100 204;Perú;alimentos;8"
HERS = ("Delia Montoya", "delia.montoya", "delia.montoya@hierbasaltas.example", "+51 987 100 203", "51987100203")
WRONG, RIGHT = CARLA.format("carla.paz@@tresrios"), CARLA.format("carla.paz@tresrios.example")


@dataclass(frozen=True)
class Searched:
    """What a search of every byte found."""

    files: int
    octets: int
    hits: int

    def __str__(self) -> str:
        return f"{self.files} files, {self.octets / 1_000_000:.1f} MB searched, {self.hits} with a trace of her"


def _searched(places: Sequence[Path]) -> Searched:
    """Search every file for her name, address and number, in every spelling."""
    files = [file for place in places for file in place.rglob("*") if file.is_file()]
    hits = sum(len(holds(place, HERS)) for place in places)
    return Searched(len(files), sum(file.stat().st_size for file in files), hits)


class Day:
    """What was done, what the page said then, and its pictures."""

    def __init__(self, address: str, page: Page) -> None:
        self.address, self.page = address, page
        self.lines = [f"# The base, walked\n\n{__doc__.strip().partition(chr(10))[2].strip()}\n"]

    def take(self, name: str, what: str, *said: str) -> None:
        """Take down one step, with a picture."""
        self.page.wait_for_timeout(250)
        file = f"base-{len(self.lines):02}-{name}.png"
        self.page.screenshot(path=OUT / file)
        self.lines += [f"## {what}\n\n" + "".join(f"> {one}\n" for one in said) + f"\n![{what}]({file})\n"]
        print(what, *said, sep="\n  ", flush=True)

    def go(self, path: str) -> None:
        """Open a page."""
        self.page.goto(f"{self.address}{path}")

    def says(self, pattern: str) -> str:
        """Return the first words of the page that look so, loading it again until it says them."""
        until = time.monotonic() + PATIENCE / 1000
        while True:
            text = re.sub(r"\s+", " ", self.page.locator("main").inner_text())
            if found := re.search(pattern, text):
                return found[0].strip()
            if time.monotonic() > until:
                raise SystemExit(f"{self.page.url} never said {pattern}:\n{text[:3000]}")
            self.page.wait_for_timeout(400)
            self.page.reload()

    def open(self, name: str) -> None:
        """Open the page of somebody."""
        self.go(f"/prospects/?q={name.replace(' ', '+')}")
        self.page.locator("a.row-name", has_text=name).first.click()
        expect(self.page.locator("h1")).to_contain_text(name)


def base(address: str, places: Sequence[Path]) -> None:
    """Walk, and write what was seen; `places` are where the demo keeps its files, and what its processes say."""
    if not CHROMIUM.exists():
        print("no walk through the base: Chromium is absent")
        return
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        page = enter(browser, address, "mara", language="es", size="desk", light="light")
        day = Day(address, page)
        _fair(day, Path(folder))
        _telephone(day)
        _web(day)
        _merge(day)
        _forgotten(day, places)
        _doors(day)
        browser.close()
    (OUT / "base.md").write_text("\n".join(day.lines), encoding="utf-8")


def _fair(day: Day, folder: Path) -> None:
    day.go("/base/")
    day.take("base", "The base: every way in, everybody in it, and its care")
    _bring_in(day, folder / "feria.csv", [ANA, OSCAR, DELIA, WRONG])
    day.take(
        "reason",
        "An address that cannot be is left out, with its reason; all else is in",
        day.says(r"celdas dejadas fuera \d+"),
    )
    _bring_in(day, folder / "feria-corregida.csv", [ANA, OSCAR, DELIA, RIGHT])
    day.take(
        "again",
        "The mended file again: what was there already adds nothing",
        day.says(r"reconocidas por teléfono y nombre 1 de las conocidas, con algo nuevo 1 sin nada nuevo 3"),
    )


def _bring_in(day: Day, file: Path, rows: list[str]) -> None:
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="latin-1")
    page = day.page
    day.go("/imports/")
    page.set_input_files("input[type=file]", file)
    page.locator("#upload button[type=submit]").click()
    page.locator("input[name=kind][value=event]").check()
    page.locator("input[name=event]").fill("Feria Andina del Frío")
    page.locator("select[name=event_kind]").select_option("fair")
    page.locator("input[name=channel]").fill("feria")
    if file.stem == "feria":
        day.take("columns", "What the columns mean: guessed, and open to change")
    page.locator("form.import button[type=submit]").click()
    day.says("todavía no se escribió nada")
    if file.stem == "feria":
        day.take("trial", "Tried out before anything is written")
    page.locator("form[action$='/run/'] button").click()
    day.says(r"\d+ filas leídas\. [^.]*en la base")


def _crossed(day: Day, name: str) -> str:
    day.open(name)
    return day.says(r"Calific[^.]{3,160}")


def _telephone(day: Day) -> None:
    day.open("Ana Belén Rivas")
    day.go(f"/calls/new/?person={_number(day.page)}")
    day.page.locator("form[action='/calls/new/'] button[type=submit]").last.click()
    day.page.locator("input[name=answer-sites]").fill("6")
    day.take("call", "By telephone: why we call, how to begin, and at most three questions")
    day.page.locator("button[name=result][value=talked]").click()
    day.take("talked", "She told the number of sites, and crosses", _crossed(day, "Ana Belén Rivas"))


def _web(day: Day) -> None:
    day.open("Óscar Tineo")
    _talked(day)
    day.go(f"/one-datum/?person={_number(day.page)}")
    day.says(r"¿Cuántas sedes tiene Valle Seco\?")
    day.take("datum", "One datum away: the question with its field in place")
    day.page.locator("input[name=value]").first.fill("12")
    day.page.locator("form[action$='/answers/'] button[type=submit]").first.click()
    day.take("web", "Found on their website, and he crosses", _crossed(day, "Óscar Tineo"))


def _talked(day: Day) -> None:
    """Note by hand that somebody talked with them."""
    page = day.page
    page.locator("a[href='#talk'], a[data-opens=talk]").first.click()
    page.locator("label[for=talk-call]").click()
    page.locator("label[for=talk-outbound]").click()
    page.locator("label[for=talk-talked]").click()
    page.locator("form[action$='/talks/'] button[type=submit]").click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def _number(page: Page) -> str:
    """Return the number of the person whose page is open."""
    found = re.search(r"/people/(\d+)/", page.url)
    assert found is not None, page.url
    return found[1]


def _merge(day: Day) -> None:
    """Somebody whom sales had found is somebody of the fair: two halves that cross together."""
    page = day.page
    day.go("/find/")
    page.locator("input[name=full_name]").fill("Ma. Carla Paz Ugarte")
    page.locator("input[name=company]").fill("Lácteos Tres Ríos")
    page.locator("input[name=email]").fill("carla.paz.ugarte@gmail.com")
    page.locator("label[for=how-client]").click()
    expect(page.locator("#matches")).to_contain_text("María Carla Paz Ugarte")
    day.take("find", "An own find: whoever may be meant shows while it is typed")
    page.locator("button[name=new]").click()
    expect(page.locator("h1")).to_contain_text("Ma. Carla Paz")
    _talked(day)
    day.go("/care/duplicates/")
    page.locator("form[action='/care/duplicates/searches/'] button").click()
    day.open("Ma. Carla Paz Ugarte")
    day.says("Puede ser|Pued|duplicad|Duplicad")
    page.locator("main a[href*='/care/duplicates/']").first.click()
    expect(page.locator("#pair")).to_contain_text("María Carla Paz Ugarte")
    day.take("pair", "Two entries side by side: what speaks for one person, and what against")
    page.locator("button[name=decision][value=merged]").click()
    day.go("/care/duplicates/")
    day.take("merged", "Merged, and what each had done counts together", _crossed(day, "Carla Paz"))


def _forgotten(day: Day, places: Sequence[Path]) -> None:
    """Somebody asks to be forgotten, and is: on the pages, and in every file while all processes go on."""
    page = day.page
    day.open("Delia Montoya")
    path = f"/people/{_number(page)}/"
    day.go(f"{path}privacy/")
    day.take("privacy", "What she agreed to, what she asks of us, and a copy of all that is held")
    before = _searched(places)
    page.locator("a[href$='/erasure/']").first.click()
    day.take("forget", "What goes, and what stays without a name")
    page.locator("input[name=is_sure]").check()
    page.locator("form[action$='/erasure/'] button[type=submit]").click()
    answer = page.goto(f"{day.address}{path}")
    assert answer is not None
    assert answer.status == 404, answer.status
    day.go("/prospects/?q=Montoya")
    expect(page.locator("main")).not_to_contain_text("Delia Montoya")
    until = time.monotonic() + PATIENCE / 1000
    while (after := _searched(places)).hits and time.monotonic() < until:
        time.sleep(1)
    if after.hits or not before.hits:
        raise SystemExit(f"before forgetting: {before}; after it: {after}")
    day.take(
        "gone", "She is nowhere any more, nor in any file of the demo or log of its processes, while all of them go on",
        f"{path}: 404", f"before: {before}", f"after, with what the worker cleans a moment later: {after}",
    )  # fmt: skip


def _doors(day: Day) -> None:
    day.go("/sources/")
    rows = day.page.locator("tbody").first.locator("tr").all_inner_texts()
    day.take("doors", "Every source has its door", *(" · ".join(row.split("\t")) for row in rows))
