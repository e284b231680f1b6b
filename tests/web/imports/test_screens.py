"""The pages of imports in a real browser: no violation, no sideways scrolling, no complaint."""

from __future__ import annotations

import pytest

from dueto.apps.imports import actions
from tests.apps.imports.lists import begin, crowd, run
from tests.apps.imports.lists import work as work_on
from tests.cast import AT, Cast
from tests.web.screen import Screen, screen

__all__ = ["screen"]
pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def lists(cast: Cast) -> dict[str, int]:
    """Return lists in every state that has a look of its own."""
    done = run(begin(crowd(30, bad=4), name="feria-andina.csv", channel="feria")).pk
    draft = begin(crowd(30, bad=3), name="webinar.csv", kind="event", event="Auditorías sin sorpresas")
    checked = begin(crowd(40, bad=2), name="contactos.csv")
    actions.check(import_id=checked, at=AT)
    work_on()
    moving = begin(crowd(40, bad=2), name="prospectos.csv")
    actions.run(import_id=moving, by=None, at=AT)
    return {"done": done, "draft": draft, "checked": checked, "moving": moving}


@pytest.mark.parametrize(("width", "language"), [(390, "es"), (1366, "en")])
@pytest.mark.parametrize(
    "path",
    ["/imports/", "/imports/{draft}/columns/", "/imports/{checked}/", "/imports/{moving}/", "/imports/{done}/"],
)
def test_it_looks_right(
    screen: Screen, cast: Cast, lists: dict[str, int], path: str, width: int, language: str
) -> None:
    looked = screen(path.format(**lists), cast.mara, width=width, dark=width == 390, language=language)
    looked.picture(f"{path.strip('/').translate(str.maketrans('/{}', '---'))}-{width}")

    assert looked.complaints == []
    assert not looked.is_wider_than_its_window()
    assert looked.violations() == []
