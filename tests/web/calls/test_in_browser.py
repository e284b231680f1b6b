"""One datum away, calls and machines in a real browser: telephone and desk, both languages, light and dark."""

from __future__ import annotations

import pytest

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import act, make_machine_rule, reclass_many, tell
from dueto.apps.base.models import Activity
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Lead
from dueto.apps.telephone.actions import make_rule, plan, take_call
from tests.browser import LOOKS
from tests.cast import Cast
from tests.thread import browse, visit
from tests.web.live import Live
from tests.web.people.world import JOAQUIN, People, came, people

__all__ = ["people"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def number(cast: Cast, person_id: int, phone: str) -> None:
    version = in_force(cast.at)
    assert version is not None
    tell(person_id=person_id, field=version.agreement.fields["phone"], value=phone, by=cast.mara.pk, at=cast.at)
    judge(person_ids=[person_id], at=cast.at)


def busy(cast: Cast, people: People) -> tuple[int, int]:
    """Return a planned call, in the middle of calls, rules and machines; and somebody who has no telephone."""
    pia = came({**JOAQUIN, "full_name": "Pía Soto", "email": "pia@vallehondo.example", "sites": "12"}, at=cast.at)
    number(cast, people.joaquin, "+56 9 2000 0222")
    number(cast, people.rocio, "+34 600 000 111")
    number(cast, people.brenda, "+51 900 000 333")
    planned = plan(person_ids=[people.joaquin, people.rocio], aim="confirm", by=cast.rosa.pk, at=cast.at)
    task = planned.tasks[people.joaquin]
    take_call(task_id=planned.tasks[people.rocio], by=cast.rosa.pk, at=cast.at, result="no_answer")
    make_rule(occasion="event", aim="drop", per_day=5, member_id=cast.rosa.pk, by=cast.mara.pk, at=cast.at)
    browse(*(visit(path, at=cast.at) for path in ("/precios", "/casos/a", "/casos/b", "/guias", "/")), at=cast.at)
    scanned = act(person_id=people.rocio, kind="mail_click", at=cast.at, path="/precios", classed="automatic")
    Activity.objects.filter(pk=scanned.pk).update(reason="every link of a mail")
    make_machine_rule(kind="path", value="/estado", classed="automatic", by=cast.mara.pk, at=cast.at)
    other = act(person_id=people.rocio, kind="visit", at=cast.at, path="/", classed="suspect")
    reclass_many(activity_ids=[other.pk], classed="human", by=cast.mara.pk, at=cast.at)
    return task, pia


@pytest.mark.parametrize(("size", "language", "dark"), LOOKS)
def test_every_page_is_accessible_and_fits(
    live: Live, cast: Cast, people: People, size: str, language: str, dark: bool
) -> None:
    task, pia = busy(cast, people)
    pages = {
        "one-datum": "/one-datum/", "calls": "/calls/?whose=all", "guide": f"/calls/{task}/",
        "new": f"/calls/new/?person={people.brenda}", "never": f"/calls/new/?person={pia}",
        "machines": "/machines/", "person": f"/people/{people.rocio}/",
    }  # fmt: skip

    seen = live(cast.rosa, size=size, language=language, dark=dark)

    for name, path in pages.items():
        seen.go(path)
        seen.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        seen.shot(f"datum-{name}-{size}-{language}{'-dark' if dark else ''}", whole=True)
        seen.assert_accessible()


def test_an_answer_on_the_telephone_qualifies(live: Live, cast: Cast, people: People) -> None:
    number(cast, people.joaquin, "+56 9 2000 0222")
    page = live(cast.rosa, size="phone").go("/one-datum/")
    page.get_by_role("button", name="Planificar una llamada").click()
    page.get_by_role("link", name="Ver la llamada").click()

    page.locator("#answer-sites").fill("7")
    page.get_by_role("button", name="Conversó").click()

    page.get_by_text("Calificó con esta llamada").wait_for()
    assert Lead.objects.filter(person_id=people.joaquin).exists()
