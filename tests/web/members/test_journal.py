"""The journal: who reads it, page by page, filtered, as a file."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from asgiref.sync import async_to_sync
from django.test import AsyncClient, Client
from pytest_django import DjangoAssertNumQueries

from dueto.apps.journal.actions import record
from dueto.apps.journal.models import Entry
from dueto.apps.journal.pages import Asked, page
from dueto.apps.journal.sentences import SENTENCES
from dueto.apps.journal.tags import Tag
from dueto.web.journal.asked import KINDS
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def samuel(client: Client, cast: Cast) -> Client:
    client.force_login(cast.samuel, backend=BACKEND)
    return client


def note(count: int, cast: Cast, tag: Tag = Tag.MEMBER_ENTERED) -> None:
    """Write entries, one a minute."""
    for minute in range(count):
        at = AT + minute * timedelta(minutes=1)
        record(tag, subject="member", subject_id=cast.julia.pk, by=cast.julia.pk, at=at)


@pytest.mark.parametrize(
    ("who", "status"), [("samuel", 200), ("bruno", 200), ("ines", 403), ("julia", 403), ("ivan", 403), ("olga", 404)]
)
def test_it_is_read_by_those_who_answer_for_others(client: Client, cast: Cast, who: str, status: int) -> None:
    client.force_login(cast[who], backend=BACKEND)
    assert client.get("/journal/").status_code == status
    assert client.get("/journal.csv").status_code == status


def test_every_tag_reads_as_a_sentence(samuel: Client, cast: Cast) -> None:
    for tag in Tag:
        record(tag, subject="x", subject_id=1, at=AT)
    record("from:the:future", subject="x", subject_id=1, at=AT)  # type: ignore[arg-type]

    shown = samuel.get("/journal/").content.decode()
    assert "Algo para lo que esta versión no tiene palabras" in shown
    assert "Activó un segundo factor" in shown
    assert set(SENTENCES) == set(Tag)


def test_its_pages_go_to_the_end_and_back_without_gap_or_double(cast: Cast) -> None:
    note(23, cast)
    asked = Asked(tag=Tag.MEMBER_ENTERED)
    seen: list[int] = []
    shown = page(asked, size=5)
    while True:
        seen += [entry.pk for entry in shown.entries]
        if shown.older is None:
            break
        shown = page(asked, before=shown.older, size=5)
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 23
    back = page(asked, after=shown.newer, size=5)
    assert [entry.pk for entry in back.entries] == seen[15:20]
    assert page(asked, size=5).newer is None


def test_it_is_filtered_by_who_what_whom_and_when(samuel: Client, cast: Cast) -> None:
    note(2, cast)
    record(Tag.PERSON_NOTED, subject="person", subject_id=7, person_id=7, by=cast.mara.pk, at=AT + timedelta(days=3))

    def rows(query: str) -> int:
        return samuel.get(f"/journal/?{query}").content.decode().count('<li><div class="row">')

    everything = Entry.objects.count()
    assert rows("") == everything
    assert rows(f"by={cast.julia.pk}") == 2
    assert rows("tag=person:note:written") == 1
    assert rows("person=7") == 1
    assert rows("since=2026-06-19") == 1
    assert rows("until=2026-06-18") == everything - 1
    assert rows("tag=no:such:tag&by=x&since=never") == everything


@time_machine.travel(AT, tick=False)
def test_it_takes_as_many_queries_for_many_as_for_few(
    samuel: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        samuel.get("/journal/")
    note(80, cast)
    with django_assert_max_num_queries(8):
        assert 'rel="next"' in samuel.get("/journal/").content.decode()


def test_the_file_holds_the_same_and_harms_no_spreadsheet(samuel: Client, cast: Cast) -> None:
    cast.julia.name = "=HYPERLINK(1)"
    cast.julia.save()
    note(60, cast)

    answer = samuel.get("/journal.csv?tag=member:session:opened")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    [head, *rows] = list(csv.reader(StringIO(text)))
    assert head[:4] == ["when", "by", "tag", "sentence"]
    assert len(rows) == 60
    assert rows[0][1] == "'=HYPERLINK(1)"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="journal.csv"'


def test_the_file_is_written_while_it_is_sent(cast: Cast) -> None:
    note(1, cast)
    client = AsyncClient()
    client.force_login(cast.samuel, backend=BACKEND)

    async def whole() -> tuple[bool, bytes]:
        answer = await client.get("/journal.csv")
        return answer.is_async, b"".join([piece async for piece in answer.streaming_content])

    is_async, body = async_to_sync(whole)()
    assert is_async
    assert b"member:session:opened" in body


def test_every_kind_of_entry_can_be_asked_for() -> None:
    assert {tag.split(":")[0] for tag in Tag} <= set(KINDS)
