"""The house rules of the look: every icon exists, every style sheet is brought, hues stay where they belong."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace as Shown

import pytest
from django.template import RequestContext, Template
from django.template.loader import get_template
from django.test import RequestFactory

from dueto.adapters.voice import Voice
from dueto.domain.basics.message import say
from dueto.web.look.forms import Return
from tests.web.look.conftest import Written

WEB = Path(__file__).parents[3] / "src" / "dueto" / "web"
STATIC = WEB / "static" / "dueto"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(WEB / "templates")) for path in TEMPLATES]


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name: str) -> None:
    assert get_template(name)


def test_every_icon_that_is_named_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="(\w+)"', (STATIC / "icons.svg").read_text("utf-8")))
    named = {
        name for path in TEMPLATES for name in re.findall(r'{% icon "(\w+)"', path.read_text("utf-8"))
    }  # fmt: skip
    named |= {
        name for path in WEB.rglob("*.py") for name in re.findall(r'icon="(\w+)"', path.read_text("utf-8"))
    }  # fmt: skip

    assert named <= drawn


def test_every_style_sheet_is_brought_once() -> None:
    brought = re.findall(r'url\("([\w.]+)"\)', (STATIC / "css" / "dueto.css").read_text("utf-8"))

    assert sorted(brought) == sorted(path.name for path in (STATIC / "css").glob("*.css") if path.name != "dueto.css")


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_template_carries_style_or_script(path: Path) -> None:
    page = path.read_text("utf-8")

    assert not re.search(r"<style|\sstyle=|\son[a-z]{3,}=|<script(?![^>]*\bsrc=)", page)


def test_colours_are_named_only_in_the_tokens() -> None:
    for path in (STATIC / "css").glob("*.css"):
        if path.name not in ("_tokens.css", "print.css"):
            colours = re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", path.read_text("utf-8"))
            assert set(colours) <= {"#000", "#1b1d2266", "#000a"}, path.name


def test_a_late_clock_says_so_in_a_word(written: Written) -> None:
    page = '{% include "components/clock.html" %}'

    late = written(page, clock=Shown(words=say("overdue by {time}", time="19 h"), is_late=True))

    assert "clock-late" in late
    assert "vencido hace 19 h" in late


def test_a_number_is_a_link_to_its_people_and_without_one_no_link(written: Written) -> None:
    page = '{% include "components/number.html" with value=1200 label="Meta" href=href voice="both" %}'

    assert written(page, href="/people/").startswith('<a href="/people/" class="figure figure-shared"')
    assert written(page, href="").startswith("<div")
    assert "1,200" in written(page, href="")


def test_a_row_without_a_name_says_that_it_has_none(written: Written) -> None:
    page = '{% include "components/row.html" with name="" company="El Tumbo" href="#" %}'

    assert "Aún sin nombre" in written(page)


def test_choices_become_tiles_in_the_language_of_the_reader(written: Written) -> None:
    page = '{% include "components/field.html" with field=form.reason two=True %}'

    tiles = written(page, form=Return({"reason": "too_small"}))

    assert tiles.count('class="tile"') == 6
    assert "Demasiado pequeña" in tiles
    assert re.search(r'value="too_small"[^>]* checked', tiles)
    assert "Too small" in written(page, form=Return(), language="en")


def test_what_is_wrong_is_said_beside_the_field_and_read_with_it(written: Written) -> None:
    form = Return({"reason": "", "note": "x" * 201, "earliest": "soon"})

    reason = written('{% include "components/field.html" with field=form.reason %}', form=form)
    note = written('{% include "components/field.html" with field=form.note %}', form=form)
    earliest = written('{% include "components/field.html" with field=form.earliest %}', form=form)

    assert "Hace falta este dato." in reason
    assert "200 caracteres a lo sumo; aquí hay 201." in note
    assert 'aria-invalid="true"' in note
    described = re.search(r'aria-describedby="([^"]+)"', earliest)
    assert described
    assert all(f'id="{name}"' in earliest for name in described[1].split())


def test_toasts_come_with_an_answer_only_if_asked(written: Written) -> None:
    toasts = [Shown(text=say("Saved"), tone="", action_url="/undo/", action_label=say("Undo"))]
    page = '{% include "components/toasts.html" with oob=oob %}'

    assert 'hx-swap-oob="beforeend:#toasts"' in written(page, toasts=toasts, oob=True)
    assert "hx-swap-oob" not in written(page, toasts=toasts, oob=False)
    assert "Guardado" in written(page, toasts=toasts, oob=False)


def test_the_numbers_of_a_drawing_are_never_localized(written: Written) -> None:
    from django.utils import translation  # noqa: PLC0415

    from dueto.web.figures import pace  # noqa: PLC0415

    with translation.override("es"):
        drawn = written(
            '{% include "components/pace.html" %}', pace=pace.lay_out(kept=[(0.333, 7)], promised=90), country="CL"
        )

    assert 'x1="33.3"' in drawn


def test_an_include_that_sees_only_its_own_names_still_knows_the_reader(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.voice = Voice("en")  # type: ignore[attr-defined]
    page = Template('{% include "components/number.html" with value=7 label=label only %}')

    written = page.render(RequestContext(request, {"label": say("today"), "promise": "leaks"}))

    assert "today" in written
    assert "leaks" not in written
