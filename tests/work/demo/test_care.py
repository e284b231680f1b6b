"""What Nora finds in the demo."""

from __future__ import annotations

import pytest

from dueto.apps.base.models import Card
from dueto.apps.stewardship.models import Item, Pair, Tally

pytestmark = pytest.mark.django_db


def test_her_list_is_full_and_sonia_and_hugo_stay_two(nevadal: object) -> None:
    names = dict(Card.objects.values_list("person", "full_name"))
    pairs = [{names[pair.low], names[pair.high]} for pair in Pair.objects.filter(kind="person", state="open")]

    assert {"María Fernanda Gil Peña", "Ma. Fernanda Gil"} in pairs
    assert not any({"Sonia Arrieta", "Hugo Bastidas"} & pair for pair in pairs)
    assert {"gap", "clash", "invalid"} <= set(Item.objects.filter(state="open").values_list("kind", flat=True))
    assert Item.objects.filter(owner__isnull=False).exists()
    assert Tally.objects.values("day").distinct().count() > 5
