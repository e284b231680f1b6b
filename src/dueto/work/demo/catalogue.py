"""What Nevadal publishes and the forms behind it, written down: the data sheet for pharmacies is missing on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import BinaryIO, Final, NamedTuple

from dueto.adapters.voice import LANGUAGES, Voice
from dueto.apps.base.purposes import CONTACT, NEWSLETTER
from dueto.apps.forms.actions import (
    count_begun,
    count_content,
    count_seen,
    count_touches,
    keep_content,
    make_form,
    publish_form,
)
from dueto.apps.forms.actions.content import Described
from dueto.apps.forms.design import Asking, Design, Makes, Question, design_of
from dueto.apps.forms.queries.content import catalogue
from dueto.apps.forms.wording import to_answer, to_write
from dueto.apps.leads.queries.reach import reach_of_content, reach_of_forms
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message
from dueto.domain.basics.term import Term
from dueto.work.demo.paper import paper
from dueto.world.content import ARTICLE, CALCULATOR, CASE, COMPARISON, PRICES, SALES

BEGAN: Final = timedelta(days=700)
NEW: Final = timedelta(days=2)
"""The guide has stood behind a form for so long; before, whoever wanted it took it."""
AT_ONCE: Final = 50_000
"""Activities looked at in one piece: nobody waits yet."""
SHOWN: Final = {"hablar-con-ventas": 5, "calculadora": 3, "contacto": 6, "pedir-material": 4, "boletin": 7}
"""How often each form was seen for one that was sent; the history of the world has only those that were sent.

Of those who saw it and did not send it, every third had begun to fill it in.
"""
PERIOD: Final = timedelta(days=90)
GUIDE: Final = "Siete errores al medir el frío"


class Piece(NamedTuple):
    """One thing that Nevadal publishes; without `whom` it is for everybody."""

    title: str
    kind: str
    stage: str
    page: str = ""
    whom: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


PIECES: Final = (
    Piece(GUIDE, "guide", "awareness", "", ("Calidad", "Operaciones"), ("merma",)),
    Piece("¿Cuánto cuesta un grado?", "article", "awareness", ARTICLE, ("Operaciones", "Dirección"), ("merma",)),
    Piece("Lista de control antes de la auditoría", "checklist", "awareness", "", ("Calidad",), ("auditoría",)),
    Piece("Auditorías sin sorpresas", "webinar", "consideration", "", ("Calidad",), ("auditoría",)),
    Piece("Calculadora de merma", "calculator", "consideration", CALCULATOR, ("Operaciones",), ("merma",)),
    Piece("Comparativa de soluciones", "comparison", "consideration", COMPARISON, ("Sistemas",), ("integración",)),
    Piece("Caso Agroexportadora Río Seco", "case", "intent", CASE),
    Piece("Precios", "page", "intent", PRICES),
    Piece("Hablar con ventas", "page", "intent", SALES),
)
WITH_FILE: Final = (GUIDE, "Lista de control antes de la auditoría")


class Paper:
    """A file as a browser would send it."""

    def __init__(self, title: str) -> None:
        body = paper(title)
        self.name: str | None = f"{title}.pdf"
        self.size: int | None = len(body)
        self.file: BinaryIO = BytesIO(body)

    def chunks(self) -> Iterator[bytes]:
        """Return the file in one piece."""
        yield self.file.read()


def publish(agreement: Agreement, *, by: int, launch: datetime) -> None:
    """Write down the content and the forms of Nevadal, as they have been there from the beginning."""
    began = launch - BEGAN
    ids = {piece.title: _keep(piece, by=by, at=began) for piece in PIECES}
    for name, design in _forms(agreement, guide=ids[GUIDE]):
        since = launch - NEW if design.content else began
        form = make_form(name=name, design=design, by=by, at=since)
        publish_form(form_id=form.pk, agreement=agreement, by=by, at=since)


def count(*, launch: datetime) -> None:
    """Count whom all of it touched so far, and how often its forms were seen."""
    sent = reach_of_forms({name: name for name in SHOWN}, since=launch - PERIOD)
    for name, times in SHOWN.items():
        people = sent[name][0]
        count_seen(name, day=launch.date(), times=people * times + len(name))
        count_begun(name, day=launch.date(), times=people + people * (times - 1) // 3)
    while count_touches(at=launch, most=AT_ONCE):
        pass
    for content in catalogue():
        count_content(content.pk, reach_of_content(content.pk), at=launch)


def _keep(piece: Piece, *, by: int, at: datetime) -> int:
    described = Described(piece.title, piece.kind, piece.stage, piece.whom, piece.topics, page=piece.page)
    upload = Paper(piece.title) if piece.title in WITH_FILE else None
    return keep_content(described, upload=upload, by=by, at=at).pk


def _forms(agreement: Agreement, *, guide: int) -> Iterator[tuple[str, Design]]:
    answer = Asking(CONTACT, _both(to_answer(agreement.name)))
    write = Asking(NEWSLETTER, _both(to_write(agreement.name)), is_required=False)
    asked = design_of(agreement, "").questions
    plain = Design(asked, consents=(answer,), is_progressive=False)
    for name, title, page in (
        ("hablar-con-ventas", Term("Hablar con ventas", "Talk to sales"), SALES),
        ("calculadora", Term("Calculadora de merma", "Waste calculator"), CALCULATOR),
        ("pedir-material", Term("Pedir material", "Ask for material"), "/farmacias"),
    ):
        yield name, replace(plain, title=title, counts_as=name, page=page)
    wanted = (*asked, Question("timing"), Question("heard_from"))
    yield "guia-siete-errores", Design(
        tuple(Question(one.field, one.field in ("full_name", "email")) for one in wanted), (answer, write),
        title=Term(GUIDE, "Seven errors in measuring cold"), makes=Makes.DOWNLOAD, counts_as="guia-siete-errores",
        most=4, content=guide,
    )  # fmt: skip
    yield "boletin", Design(
        (Question("full_name", True), Question("email", True)), (answer, Asking(NEWSLETTER, write.text)),
        title=Term("Boletín", "Newsletter"), makes=Makes.NEWSLETTER, counts_as="boletin", opts_in=True,
    )  # fmt: skip


def _both(words: Message) -> Term:
    return Term(**{language: Voice(language)(words) for language in LANGUAGES})
