"""A form that comes back begins where something is wrong, whether the page or a piece of it was sent."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.web.live import Live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOCUSED = "document.activeElement.name"


def test_a_page_that_comes_back_begins_at_the_wrong_field(live: Live, cast: Cast) -> None:
    page = live(cast.julia).go("/find/")
    page.fill('[name="full_name"]', "Ana Prueba")
    page.fill('[name="email"]', "no-es-correo")
    page.locator('main form button[type="submit"]').last.click()
    page.locator('[name="email"][aria-invalid]').wait_for()

    assert page.evaluate(FOCUSED) == "email"
    assert page.input_value('[name="full_name"]') == "Ana Prueba"


def test_a_group_of_choices_begins_at_its_first(live: Live, cast: Cast) -> None:
    page = live(cast.lucia).go("/content/new/")
    page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true; })")
    page.fill('[name="title"]', "Ficha para farmacias")
    page.locator('main form button[type="submit"]').last.click()
    page.locator(".field-error").first.wait_for()

    assert page.evaluate(FOCUSED) == "stage"
