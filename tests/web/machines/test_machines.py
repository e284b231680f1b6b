"""The page of machines: groups with their points, classed again at once, rules, undo; and the links of mails."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dueto.apps.base.actions import act, go_on_reclassing
from dueto.apps.base.mail_links import links_of
from dueto.apps.base.models import Activity, Identity, MachineRule, Person, Reclassing
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Lead
from dueto.apps.leads.queries.set_aside import set_aside
from tests.cast import Cast
from tests.thread import BROWSER, browse, visit
from tests.web.people.world import People, as_

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def scanned(cast: Cast, people: People) -> int:
    """Return a visit of Rocío to the prices that was taken for a machine's: with it she would cross."""
    visited = act(person_id=people.rocio, kind="visit", at=cast.at, path="/precios", classed="automatic")
    Activity.objects.filter(pk=visited.pk).update(reason="many pages in seconds")
    judge(person_ids=[people.rocio], at=cast.at)
    assert not Lead.objects.exists()
    return visited.pk


def test_it_shows_what_was_set_aside_and_what_it_would_have_given(cast: Cast, scanned: int) -> None:
    page = as_(cast.ivan).get("/machines/").content.decode()

    assert "1 acto apartado en los últimos treinta días." in page
    assert "muchas páginas en segundos" in page.lower()
    assert "15 puntos que habrían dado" in page
    assert "Rocío Tello" in page
    assert "habrían dado" not in as_(cast.ivan, language="en").get("/machines/").content.decode()


def test_a_group_is_classed_again_judged_at_once_and_put_back(cast: Cast, people: People, scanned: int) -> None:
    client = as_(cast.ivan)
    mark = client.get("/machines/").context["groups"][0]["mark"]

    told = client.post("/machines/groups/", {"mark": mark, "classed": "human"}, follow=True).content.decode()

    assert "1 acto clasificado como de una persona" in told
    assert "1 persona calificó con eso." in told
    assert Lead.objects.get().person_id == people.rocio
    again = client.post("/machines/groups/", {"mark": mark, "classed": "human"}, follow=True).content.decode()
    assert "Estos actos ya no están apartados" in again
    for _ in range(2):
        client.post(f"/machines/reclassings/{Reclassing.objects.get().pk}/undoing/")
    assert Activity.objects.get(pk=scanned).classed == "automatic"
    assert "devuelto" in client.get("/machines/").content.decode()


def test_one_loud_browser_hides_no_other(cast: Cast, people: People, scanned: int) -> None:
    """A screen on a wall did a thousand acts since; the gateway's single click stays in sight."""
    screen = Identity.objects.create(kind="visitor", created_at=cast.at)
    Activity.objects.bulk_create(
        Activity(identity=screen, kind="visit", path="/", occurred_at=at, known_at=at, classed="automatic",
                 reason="around the clock")
        for at in (cast.at + timedelta(seconds=n) for n in range(1, 1201))
    )  # fmt: skip
    client = as_(cast.ivan)

    with time_machine.travel(cast.at + DAY, tick=False):
        with CaptureQueriesContext(connection) as queries:
            aside = set_aside(definitions=(), as_of=cast.at + DAY)
            asked = len(queries)
        page = client.get("/machines/")
        quiet, loud = page.context["groups"]  # what would have given points stands first
        client.post("/machines/groups/", {"mark": loud["mark"], "classed": "suspect"})
        while go_on_reclassing(at=cast.at + DAY):
            pass

    assert asked == 2
    assert (aside.count, aside.is_all, aside.older) == (1201, True, 0)
    assert [one.count for one in aside.groups] == [1200, 1]
    assert "1.200 actos" in page.content.decode()
    assert "Rocío Tello" in str(quiet["people"])
    assert Activity.objects.filter(classed="suspect").count() == 1200


def test_in_a_timeline_many_in_a_row_stand_as_one(cast: Cast, people: People) -> None:
    for path in ("/", "/precios", "/casos", "/ruta"):
        act(person_id=people.rocio, kind="visit", at=cast.at, path=path, classed="automatic")
    act(person_id=people.rocio, kind="visit", at=cast.at - timedelta(minutes=5), path="/precios")
    company = Person.objects.values_list("company_id", flat=True).get(pk=people.rocio)

    for path in (f"/people/{people.rocio}/", f"/companies/{company}/"):
        page = as_(cast.mara).get(path).content.decode()
        assert "4 actos seguidos que no puntúan" in page
        folded = page.partition("4 actos seguidos que no puntúan")[2].partition("</details>")[0]
        assert folded.count('<li class="act ') == 4
        assert 'href="/people/' in folded or path.startswith("/people/")


def test_on_the_page_of_the_person_it_says_why_and_can_be_classed(cast: Cast, people: People, scanned: int) -> None:
    client = as_(cast.ivan)
    page = client.get(f"/people/{people.rocio}/").content.decode()
    assert "lo hizo una máquina" in page
    assert f'action="/machines/acts/{scanned}/"' in page
    assert "/machines/acts/" not in as_(cast.julia).get(f"/people/{people.rocio}/").content.decode()

    told = client.post(f"/machines/acts/{scanned}/", {"classed": "human"}, follow=True).content.decode()

    assert "Ahora cuenta como de una persona." in told
    assert Lead.objects.get().person_id == people.rocio
    assert "Fue una máquina" in told


def test_a_rule_is_made_from_a_group_and_ended(cast: Cast, people: People) -> None:
    client = as_(cast.ivan)
    browse(
        visit("/precios", at=cast.at, agent="Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)"),
        at=cast.at,
    )
    group = client.get("/machines/").context["groups"][0]
    assert (group["rule_kind"], group["rule_value"]) == ("agent", "UptimeRobot/2.0")

    client.post("/machines/rules/", {"kind": "agent", "value": group["rule_value"], "classed": "human"})
    while go_on_reclassing(at=cast.at):
        pass

    assert Activity.objects.get(reason__startswith="rule").classed == "human"
    rule = MachineRule.objects.get()
    assert "uptimerobot/2.0: de una persona" in client.get("/machines/").content.decode()
    told = client.post(f"/machines/rules/{rule.pk}/end/", follow=True).content.decode()
    assert "La regla terminó" in told
    assert Activity.objects.get(reason="crawler").classed == "automatic"


def test_what_is_no_rule_stays_in_its_field(cast: Cast) -> None:
    answer = as_(cast.ivan).post("/machines/rules/", {"kind": "agent", "value": "<b", "classed": "human"})

    assert answer.status_code == 422
    assert 'value="&lt;b"' in answer.content.decode()


def test_a_link_of_a_mail_leads_on_and_is_taken_down(cast: Cast, people: People, client: Client) -> None:
    identity = Identity.objects.get(person=people.rocio, kind="email")
    seen, links = links_of(
        identity_id=identity.pk, mail="auditorias", urls=["https://nevadal.example/precios?x=1"], at=cast.at - DAY
    )
    path = links[0].partition("/m/")[2]

    dot = client.get(f"/m/{seen.partition('/m/')[2]}", headers={"User-Agent": BROWSER})
    leads = client.get(f"/m/{path}", headers={"User-Agent": BROWSER})
    client.head(f"/m/{path}", headers={"User-Agent": BROWSER})

    assert dot.headers["Content-Type"] == "image/gif"
    assert (leads.status_code, leads.headers["Location"]) == (302, "https://nevadal.example/precios?x=1")
    clicks = Activity.objects.filter(kind="mail_click").order_by("id")
    assert [click.path for click in clicks] == ["/precios", "/precios"]
    assert client.get("/m/made-up/").status_code == 404
    assert client.post(f"/m/{path}").status_code == 405


def test_who_may_do_what(cast: Cast, people: People, scanned: int, client: Client) -> None:
    paths = ("/machines/groups/", f"/machines/acts/{scanned}/", "/machines/rules/", "/machines/rules/1/end/",
             "/machines/reclassings/1/undoing/")  # fmt: skip
    for path in paths:
        assert as_(cast.ivan).get(path).status_code == 405
        assert as_(cast.olga).post(path).status_code == 404
        assert as_(cast.ines).post(path).status_code == 403
        assert client.post(path).status_code == 302
    for path in ("/machines/acts/999/", "/machines/rules/999/end/", "/machines/reclassings/999/undoing/"):
        assert as_(cast.ivan).post(path, {"classed": "human"}).status_code == 404
    assert as_(cast.olga).get("/machines/").status_code == 404
    assert "Fueron personas" not in as_(cast.ines).get("/machines/").content.decode()
