"""Somebody who comes through every door of an installation that runs, and is talked about in it."""

from __future__ import annotations

import base64
import json
import quopri
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

from proofs.browser import Reader

from tests.maildrop import Maildrop
from tests.thread import BROWSER, ROCIO
from tests.work.running import Running, ask

NAME, MAIL, PHONE = "Zenobia Quiñónez Lazcano", "zenobia.quinonez@aguasclaras.example", "+51 987 654 321"
VISITOR = "4f1d2c7a9b3e"
NOTE = "Prefiere hablar los jueves, después de su clase de violonchelo"
LETTER = f"Estimados: su yegua Pandora está bien. ¿Cuánto cuesta medir 6 cámaras? {NAME}, {PHONE}"
NEED = "Busca refugio para el herbario de su abuela Ermelinda"
SECRETS = (
    NAME, "zenobia", "Quiñónez", "Lazcano", MAIL, PHONE, "987654321", "violonchelo", "yegua Pandora", "Ermelinda",
)  # fmt: skip
PEOPLE = (
    "Nombre;Cargo;Empresa;Correo;Teléfono;País;Sector;Sedes\n"
    f"{NAME};Jefa de calidad;Aguas Claras;{MAIL};{PHONE};Perú;alimentos;7\n"
    f"{NAME};Jefa de calidad;Aguas Claras;zenobia.quinonez@@aguasclaras;{PHONE};Perú;alimentos;muchas\n"
    "Otra Persona;Jefa de calidad;Punta Brava;otra@puntabrava.example;+51 900 000 112;Perú;alimentos;7\n"
)
SEED = """
import json, os
from dueto.apps.team.actions.tokens import make_token
from dueto.apps.team.models import Member
from dueto.apps.team.scopes import SCOPES
from dueto.apps.webhooks.actions.subscriptions import subscribe
from dueto.apps.webhooks.events import EVENTS
samuel, now = Member.objects.get(email="samuel@nevadal.example").pk, datetime.now(UTC)
for address in json.loads(os.environ["TEST_RECEIVERS"]):
    subscribe(name=address, address=address, events=list(EVENTS), with_personal=True, is_private_allowed=True,
              by=samuel, at=now)
token = make_token(name="CRM", scopes=list(SCOPES), by=samuel, at=now)[1]
open(os.environ["TEST_TOKEN"], "w").write(token)
"""
"""Two programs are told of everything, and one may call the API."""
ENOUGH = 60.0
"""Seconds."""


@dataclass
class Life:
    """What somebody does, and what is done with them, while everything runs."""

    running: Running
    token: str
    mailbox: Maildrop

    def __post_init__(self) -> None:
        self.home = self.running.home
        self.address = f"http://127.0.0.1:{self.running.web}"

    def enter(self, who: str) -> Reader:
        """Return a member at a browser of their own."""
        reader = Reader(self.address)
        page = reader.read("/accounts/login/")
        reader.send(page, "/accounts/login/", login=f"{who}@nevadal.example", password="nevadal-demo")
        return reader

    def call(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        """Return status and answer of a call of the API; a body of text goes as it is."""
        sent = body if isinstance(body, str) else None if body is None else json.dumps(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        status, said = ask(
            self.running.web, method, f"/api/v1/{path}", sent,
            {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **named},
        )  # fmt: skip
        return status, json.loads(said) if said else None

    def hit(self, **more: str) -> int:
        """Return the status of what a browser reports; the address carries what it should not."""
        url = f"https://nevadal.example/precios/{MAIL}?{urlencode({'email': MAIL, 'nombre': NAME, 'utm_source': MAIL})}"
        sent = {"v": VISITOR, "u": url, "r": f"https://buscador.example/?q={quote(NAME)}", **more}
        return ask(self.running.collect, "POST", "/hit", json.dumps(sent), {"User-Agent": BROWSER})[0]

    def come_by_the_public_doors(self) -> None:
        """Visit, make oneself known, fill in a form, and send what cannot be taken."""
        assert [self.hit(), self.hit(k="identify", i=MAIL)] == [202, 202]
        assert ask(self.running.collect, "POST", "/hit", f'{{"v": "{MAIL}", "u": {NAME}')[0] == 400
        assert ask(self.running.collect, "GET", f"/hit?email={MAIL}&nombre={quote(NAME)}")[0] in (404, 405)
        assert ask(self.running.web, "GET", f"/f/{quote(NAME)}/?email={MAIL}")[0] == 404
        who = {"full_name": NAME, "email": MAIL, "phone": PHONE, "company": "Aguas Claras", "need": NEED}
        values = {**ROCIO, **who, "dueto_visitor": VISITOR}
        assert self.running.fill("hablar-con-ventas", values)
        wait_until(self.person, "the person")

    def write_mails(self) -> None:
        """Write twice: in quoted-printable, and in base 64."""
        encoded = quote(NAME).replace("%20", "_").replace("%", "=")
        head = (
            f"From: =?utf-8?q?{encoded}?= <{MAIL}>\nTo: ventas@nevadal.example\n"
            f"Subject: Consulta de {MAIL}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        )
        body = LETTER.encode()
        for way, text in (("quoted-printable", quopri.encodestring(body)), ("base64", base64.encodebytes(body))):
            self.mailbox.put(f"{head}Content-Transfer-Encoding: {way}\n\n".encode() + text)

    def be_worked_with(self, mara: Reader, person: int) -> None:
        """Be on a list that comes in, noted, searched for, exported, told by another program."""
        page = mara.upload(mara.read("/imports/"), "/imports/", field="file", name=f"{NAME}.csv",
                           content=PEOPLE.encode("cp1252"))  # fmt: skip
        number = page.address.split("/")[-3]
        assert self.call("POST", f"imports/{number}/run")[0] < 300
        page = mara.read(f"/people/{person}/")
        assert NAME in page.text
        assert mara.send(page, f"/people/{person}/notes/", text=NOTE).status == 200
        for path in SEARCHES:
            assert mara.read(path.format(name=quote(NAME), mail=quote(MAIL))).status in (200, 404)
        page = mara.read(f"/prospects/selection/?of=all&q={quote_plus(NAME)}")
        assert MAIL in mara.send(page, f"/prospects/export/?q={quote_plus(NAME)}", format="csv", column="email").html
        facts = {"facts": {"need": NEED, "role": "Jefa de calidad"}}
        for _ in range(2):
            assert self.call("PATCH", f"people/{person}", facts, Idempotency_Key="k-1")[0] == 200
            note = {"text": f"{NAME}: {NOTE}"}
            assert self.call("POST", f"people/{person}/notes", note, Idempotency_Key=quote(MAIL))[0] == 201
        assert self.call("GET", f"people?email={quote(MAIL)}")[1]["items"]
        wait_until(lambda: self.rows("select 1 from imports_import where state = 'done'"), "the list")

    def be_handed_out(self, samuel: Reader, person: int) -> None:
        """Be copied for themselves, and be in the copy of everything; both are kept nowhere here."""
        page = samuel.read(f"/people/{person}/privacy/")
        assert samuel.send(page, "/privacy/copy/").html.startswith("PK")
        page = samuel.read("/privacy/")
        assert samuel.send(page, "/privacy/everything/").html.startswith("PK")

    def break_things(self, mara: Reader, person: int) -> None:
        """Send what is refused, and what fails in the middle: in the pages, in the API, in the worker, at the door."""
        assert self.call("POST", "people", f'{{"form": "contacto", "values": {{"email": "{MAIL}", {NAME}')[0] == 400
        assert self.call("PATCH", f"people/{person}", {"facts": {MAIL: NAME}})[0] == 422
        assert ask(self.running.web, "POST", f"/f/contacto/?email={quote(MAIL)}", urlencode({"email": MAIL}))[0] >= 400
        page = mara.read(f"/people/{person}/")
        with self.refusing("base_note"), self.refusing("base_activity"):
            assert mara.send(page, f"/people/{person}/notes/", text=NOTE).status == 500
            assert self.call("POST", f"people/{person}/notes", {"text": NOTE})[0] == 500
            assert self.hit(k="event", i=NAME, n=NAME) in (202, 400)
            self.mailbox.put(f"From: {NAME} <{MAIL}>\nSubject: {NOTE}\n\n{LETTER}\n".encode())
            wait_until(lambda: "hit set aside" in self.log("work") and "mail broken" in self.log("work"), "failures")
        with closing(sqlite3.connect(self.running.home / "inbox.db", isolation_level=None)) as inbox:
            inbox.execute("begin immediate")
            assert self.hit() == 503

    @contextmanager
    def refusing(self, table: str) -> Iterator[None]:
        """Let a table take no new row, as a database that is broken would."""
        self.rows(f"create trigger broken_{table} before insert on {table} begin select raise(abort, 'broken'); end")
        try:
            yield
        finally:
            self.rows(f"drop trigger broken_{table}")

    def person(self) -> int:
        """Return the number of the person; 0 before they are known."""
        found = self.rows(
            "select i.person_id from base_handle h join base_identity i on i.id = h.identity_id where h.value = ?", MAIL
        )
        return int(found[0][0] or 0) if found else 0

    def rows(self, asked: str, *values: object) -> list[Any]:
        """Return what the database answers."""
        with closing(sqlite3.connect(self.home / "dueto.db", timeout=20)) as database, database:
            return database.execute(asked, values).fetchall()

    def log(self, name: str) -> str:
        """Return what a process has said."""
        return (self.running.home / f"{name}.log").read_text()


SEARCHES = (
    "/prospects/?q={name}", "/prospects/?q={mail}", "/companies/?q={name}",
    "/find/matches/?full_name={name}&email={mail}", "/imports/?name={name}", "/nowhere/{name}/?email={mail}",
    "/journal/?q={name}", "/care/?q={mail}",
)  # fmt: skip


def wait_until(seen: Callable[[], object], what: str) -> None:
    """Return once something is seen."""
    until = time.monotonic() + ENOUGH
    while not seen():
        assert time.monotonic() < until, f"never seen: {what}"
        time.sleep(0.2)


def octets(folder: Path) -> tuple[int, int]:
    """Return how many files there are under a folder, and how many octets."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
