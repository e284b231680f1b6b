"""Who did it: machines are told by their own account and by their rhythm; people in a hurry stay people."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.base.classes import Seen, by_agent, machines_among
from dueto.apps.base.models import Activity, Identity, InboxMark
from tests.cast import Cast
from tests.thread import BROWSER, browse, fill, visit, work

SECOND = 1_000_000


@pytest.mark.parametrize(
    ("agent", "classed"),
    [
        (BROWSER, "human"),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "automatic"),
        ("curl/8.0", "automatic"),
        ("python-requests/2.32", "automatic"),
        ("", "suspect"),
    ],
)
def test_a_browser_says_what_it_is(agent: str, classed: str) -> None:
    assert by_agent(agent)[0] == classed


def test_a_scanner_opens_every_page_within_seconds() -> None:
    visits = [Seen(number, number * SECOND, f"/{number}") for number in range(5)]

    assert machines_among(visits) == dict.fromkeys(range(5), "many pages in seconds")


def test_a_click_four_seconds_after_another_is_human() -> None:
    assert machines_among([Seen(1, 0, "/precios"), Seen(2, 4 * SECOND, "/casos")]) == {}


def test_a_screen_on_a_wall_loads_one_page_for_ever() -> None:
    visits = [Seen(number, number * 60 * SECOND, "/") for number in range(60)]

    assert set(machines_among(visits).values()) == {"the same page again and again"}


def test_a_scanner_behind_a_person_adds_nothing_and_nothing_is_deleted(cast: Cast) -> None:
    at = cast.at
    browse(*(visit(path, at=at) for path in ("/precios", "/casos/a", "/casos/b", "/guias", "/")), at=at)
    person = fill("calculadora", at=at + timedelta(minutes=1))
    work(at=at + timedelta(minutes=1))

    assert set(Activity.objects.filter(kind="visit").values_list("classed", flat=True)) == {"automatic"}
    assert Activity.objects.filter(identity__person=person).count() == 6


def test_visits_before_the_burst_was_seen_are_classed_again(cast: Cast) -> None:
    at = cast.at
    browse(*(visit(f"/{number}", at=at) for number in range(3)), at=at)
    assert set(Activity.objects.values_list("classed", flat=True)) == {"human"}

    browse(*(visit(f"/{number}", at=at) for number in range(3, 6)), at=at)

    assert set(Activity.objects.values_list("classed", flat=True)) == {"automatic"}


def test_the_same_hits_are_understood_once(cast: Cast) -> None:
    hits = [visit("/precios", at=cast.at), visit("/", at=cast.at)]

    browse(*hits, at=cast.at)
    browse(*hits, at=cast.at)

    assert Activity.objects.count() == 2
    assert InboxMark.objects.get().last_id == hits[-1].id


def test_the_first_touch_is_never_overwritten(cast: Cast) -> None:
    browse(visit("/", at=cast.at, referrer="https://search.example/"), at=cast.at)
    browse(visit("/precios?utm_source=otra&utm_medium=cpc", at=cast.at), at=cast.at)

    visitor = Identity.objects.select_related("origin").get(kind="visitor")
    assert visitor.origin is not None
    assert visitor.origin.referrer == "search.example"
    assert Activity.objects.order_by("-id")[0].source.utm_source == "otra"  # type: ignore[union-attr]
