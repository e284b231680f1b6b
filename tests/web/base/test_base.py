"""The page of the base: each place once, only for those who may open it, and each of them answers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import resolve

from dueto.web.base.places import GROUPS
from tests.cast import Cast
from tests.web.handed import BACKEND

pytestmark = pytest.mark.django_db


def test_marketing_sees_every_door(client: Client, cast: Cast) -> None:
    client.force_login(cast.ivan, backend=BACKEND)
    page = client.get("/base/").content.decode()

    assert "Todo lo que llega, de donde sea, en un solo lugar." in page
    assert 'href="/imports/"' in page
    assert 'href="/privacy/"' not in page
    assert 'href="/webhooks/"' not in page


def test_a_colleague_sees_what_everybody_may_open(client: Client, cast: Cast) -> None:
    client.force_login(cast.ines, backend=BACKEND)
    page = client.get("/base/").content.decode()

    assert 'href="/find/"' in page
    assert 'href="/imports/"' not in page


def test_a_stranger_sees_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.olga, backend=BACKEND)

    assert client.get("/base/").status_code == 404


@pytest.mark.parametrize("url", [place.url for group in GROUPS for place in group.places])
def test_each_place_is_there(url: str) -> None:
    assert resolve(url)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/imports/", "/base/"),
        ("/care/duplicates/", "/base/"),
        ("/companies/", "/prospects/"),
        ("/one-datum/", "/one-datum/"),
    ],
)
def test_the_bar_shows_where_a_page_belongs(client: Client, cast: Cast, path: str, place: str) -> None:
    client.force_login(cast.ivan, backend=BACKEND)
    page = client.get(path).content.decode()

    assert f'<a href="{place}" aria-current="page">' in page
    assert page.split("<main")[0].count(' aria-current="page"') == 1


def test_an_address_that_only_takes_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.ivan, backend=BACKEND)
    answer = client.get("/prospects/export/")

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "En esta dirección no hay nada que ver" in answer.content.decode()
