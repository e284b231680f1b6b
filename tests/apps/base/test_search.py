"""The search by any scrap: against a naive one; slips and accents; what is forgotten is found no longer."""

from __future__ import annotations

import random
import string
from datetime import UTC, datetime

import pytest
from django.db import connection

from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.lookup import borne_by, scraps_of, scrub
from dueto.apps.base.models import Card, Handle, Identity, Person, PersonalValue, Word
from dueto.apps.base.queries.search import meant_by, ranked, search
from dueto.apps.base.words import searchable, sound_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 16, tzinfo=UTC)


def somebody(name: str, *, email: str = "", phone: str = "") -> int:
    """Return somebody in the base, with their card."""
    person = Person.objects.create(created_at=AT)
    identity = Identity.objects.create(person=person, kind="manual", created_at=AT)
    for field, value in (("full_name", name), ("email", email), ("phone", phone)):
        if value:
            PersonalValue.objects.create(identity=identity, field=field, value=value, occurred_at=AT, known_at=AT)
    project_cards([person.pk])
    return person.pk


def found(text: str) -> list[int]:
    """Return who is found, the likeliest first."""
    return ranked(search(text).person_ids, text, most=20)


@pytest.fixture
def rocio(db: None) -> int:
    """Return Rocío, among others."""
    for name in ("Joaquín Ureña", "Ana Castillo", "Luis Murillo", "Tomás Vidal", "Rosa Huamán Vallejo"):
        somebody(name)
    return somebody("Rocío Tello Jiménez", email="r.tello@puntabrava.example", phone="+51987654321")


@pytest.mark.parametrize(
    "text",
    [
        "rocío", "ROCIO", "rosio", "rocoi", "rocioo", "tello", "teyo", "telo", "tallo", "gimenes", "tello rosio",
        "puntabrava", "r.tello@punta", "tabrav", "ro te", "+51 987 654 321", "987-654-321", "0051987654321", "654321",
        "98765", "rocio 654 321", "tello punta",
    ],
)  # fmt: skip
def test_any_scrap_finds_her_slips_and_accents_forgiven(rocio: int, text: str) -> None:
    assert found(text)[0] == rocio


def test_a_number_written_down_without_its_country_is_found_with_it(db: None) -> None:
    local = somebody("Sin Prefijo", phone="987654321")

    assert found("+51 987 654 321") == [local]


@pytest.mark.parametrize("text", ["", " ", "zzzz", "%", "_", '"', "'); drop table", "\x00", "ro%io", "- -", "\\", "*"])
def test_scraps_that_mean_nobody_find_nobody(rocio: int, text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("word", "meant"), [("ureno", "urena"), ("huamam", "huaman"), ("ballejo", "vallejo")])
def test_a_slip_is_understood(rocio: int, word: str, meant: str) -> None:
    assert meant_by(word)[0] == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [("huaman", "waman"), ("zevallos", "cevallos"), ("yanez", "llanes"), ("quispe", "kispe"), ("campos", "canpos")],
)
def test_what_sounds_alike_is_written_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize("seed", range(4))
def test_the_index_finds_whom_a_naive_search_finds(db: None, seed: int) -> None:
    rng = random.Random(seed)

    def word() -> str:
        return "".join(rng.choices("abc%_1\"'-.", k=rng.randint(1, 7)))

    people = [Person.objects.create(created_at=AT) for _ in range(80)]
    cards = {one.pk: searchable([" ".join(word() for _ in range(rng.randint(0, 4)))]) for one in people}
    Card.objects.bulk_create([Card(person_id=pk, searchable=text) for pk, text in cards.items()])
    for pk in rng.sample(list(cards), 30):
        cards[pk] = searchable([word()])
        Card.objects.filter(pk=pk).update(searchable=cards[pk])
    for pk in rng.sample(list(cards), 10):
        del cards[pk]
        Card.objects.filter(pk=pk).delete()

    for _ in range(60):
        scraps = [[text for (text,) in scraps_of([word(), word()])] for _ in range(rng.randint(1, 2))]
        naive = {pk for pk, text in cards.items() if all(any(one in text for one in group) for group in scraps)}
        assert set(borne_by(scraps, most=1000)) == naive, scraps


def test_the_search_index_is_kept_by_the_database_itself(db: None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'base_card'")
            assert {row[0] for row in cursor.fetchall()} >= {
                "base_scrap_came", "base_scrap_went", "base_scrap_changed",
            }  # fmt: skip
        else:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'base_card'")
            assert "base_card_scraps" in {row[0] for row in cursor.fetchall()}


def test_a_word_goes_with_the_last_who_bears_it(rocio: int) -> None:
    other = somebody("Rocío Murillo")
    assert {"rocio", "tello", "jimenez", "murillo"} <= set(Word.objects.values_list("text", flat=True))

    PersonalValue.objects.filter(identity__person=rocio).delete()
    project_cards([rocio])

    assert found("rocio") == [other]
    assert found("tello") == []
    assert {"rocio", "murillo"} <= set(Word.objects.values_list("text", flat=True))
    assert not {"tello", "jimenez"} & set(Word.objects.values_list("text", flat=True))


def test_whoever_is_taken_out_leaves_nothing_in_the_index(rocio: int) -> None:
    Card.objects.filter(pk=rocio).delete()
    scrub()

    assert found("puntabrava") == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT group_concat(hex(block)) FROM base_scrap_data")
            kept = cursor.fetchone()[0]
        assert b"puntabr".hex().upper() not in kept
        assert b"654".hex().upper() not in kept


def test_every_address_by_which_somebody_is_known_finds_them(rocio: int) -> None:
    identity = Identity.objects.create(person_id=rocio, kind="email", created_at=AT)
    Handle.objects.create(identity=identity, kind="email", value="antigua@casa.example")
    project_cards([rocio])

    assert found("antigua@casa") == [rocio]


@pytest.mark.parametrize("length", [1, 2, 3, 60, 500])
def test_words_of_any_length_are_searched(db: None, length: int) -> None:
    name = (string.ascii_lowercase * 20)[:length]
    long = somebody(name)

    assert found(name) == [long]
