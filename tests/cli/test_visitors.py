"""Visitors come by at their pace, fill in forms as people do, and stop when asked to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from random import Random

import pytest

from dueto.cli import visitors
from dueto.cli.visitors import Company, Doors, Pace
from dueto.domain.agreement.agreement import read_agreement
from dueto.work.demo.documents import documents
from dueto.work.demo.people import visitor_of
from dueto.world.strangers import Stranger, inquirer, passer_by, ready

NOWHERE = ("127.0.0.1", 9)


class Heard(Doors):
    """Doors that only listen."""

    pages: list[tuple[str, str]] = []  # noqa: RUF012  one test at a time
    forms: list[Stranger] = []  # noqa: RUF012

    def read(self, visitor: str, page: str, *, referrer: str) -> None:
        self.pages.append((visitor, page))

    def fill_in(self, stranger: Stranger, *, pause: Callable[[float], object], seconds: float) -> int:
        self.forms.append(stranger)
        return 303


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> Heard:
    for name, span in (("READS", (0.0, 0.0)), ("TYPES", (0.0, 0.0))):
        monkeypatch.setattr(visitors, name, span)
    for name in ("LOOKS", "ROCIO_AFTER"):
        monkeypatch.setattr(visitors, name, 0.01)
    Heard.pages, Heard.forms = [], []
    return Heard(NOWHERE, NOWHERE)


def lived(doors: Doors, *, entered: bool, paces: tuple[Pace, ...], seconds: float = 0.5) -> None:
    stop = threading.Event()
    closing = threading.Timer(seconds, stop.set)
    closing.start()
    Company(doors, stop, Random(1)).live(has_entered=lambda: entered, paces=paces)
    closing.join()


def test_rocio_opens_the_prices_once_somebody_has_entered(doors: Heard) -> None:
    lived(doors, entered=True, paces=())

    assert doors.pages == [(visitor_of("rocio-tello"), "/precios")]


def test_nobody_waits_for_an_empty_house(doors: Heard) -> None:
    lived(doors, entered=False, paces=(), seconds=0.1)

    assert doors.pages == []


def test_each_comes_as_often_as_their_pace_says_and_no_more(doors: Heard) -> None:
    lived(doors, entered=False, paces=(Pace(ready, (0.0, 0.01), 3),))

    assert len(doors.forms) == 3
    assert {stranger.form for stranger in doors.forms} == {"calculadora"}
    assert len(doors.pages) == 9


def test_a_closed_door_stops_nobody(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def closed(*_: object, **__: object) -> None:
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(visitors, "_ask", closed)
    began = time.monotonic()

    lived(Doors(NOWHERE, NOWHERE), entered=False, paces=(Pace(passer_by, (0.0, 0.01), 5),), seconds=0.2)

    assert capsys.readouterr().err.count("a door is closed") == 5
    assert time.monotonic() - began < 3


def test_a_form_is_filled_in_with_what_is_hidden_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    page = '<input type="hidden" name="token" value="a:b:c"><input type="hidden" name="lang" value="es">'

    def answered(*call: object) -> tuple[int, str]:
        asked.append(call)
        return (200, page) if call[1] == "GET" else (303, "")

    monkeypatch.setattr(visitors, "_ask", answered)
    waited: list[float] = []
    stranger = inquirer(Random(3))

    status = Doors(NOWHERE, NOWHERE).fill_in(stranger, pause=waited.append, seconds=4.0)

    assert (status, waited) == (303, [4.0])
    body = str(asked[-1][3])
    assert "token=a%3Ab%3Ac" in body
    assert f"dueto_visitor={stranger.visitor}" in body
    assert "consent_given=1" in body


def test_quiet_waits_for_the_end_and_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    ended.set()
    monkeypatch.setenv("DUETO_COMPANY", "quiet")
    monkeypatch.setattr(visitors, "stopping", lambda: ended)
    monkeypatch.setattr(visitors, "leave_with_parent", lambda: None)
    monkeypatch.setattr(visitors, "wire_ready", lambda **_: pytest.fail("it opened the database"))

    visitors.main()


@pytest.mark.parametrize("who", [inquirer, ready])
def test_whoever_asks_answers_every_question_of_the_form(who: Callable[[Random], Stranger]) -> None:
    required = read_agreement(documents()[4]).definition().required
    rng = Random(5)

    for _ in range(50):
        told = dict(who(rng).answers)
        assert all(any(told.get(name) for name in names) for names in required)
