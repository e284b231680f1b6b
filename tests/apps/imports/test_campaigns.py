"""Whom a campaign went to: named by nothing but a name, and what counts of what became of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.base.actions.consents import give_consent
from dueto.apps.base.models import Activity, Card, Consent
from dueto.apps.base.purposes import CONTACT, NEWSLETTER
from dueto.apps.base.queries.consents import who_may_be_contacted
from dueto.apps.imports.actions.namesakes import SEVERAL, UNHEARD
from dueto.apps.imports.choices import choices_from
from dueto.apps.imports.models import Import, Upload
from dueto.apps.imports.queries import refused_rows
from dueto.apps.imports.remarks import BY_NAME
from tests.apps.imports.lists import begin, bring, check, rows, undo
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
LEADS = (
    "LEADID,Last Name,Email,Created Time\n"
    "1,Tello,tello@frio.example,2026-01-01\n2,Ruiz,ruiz@frio.example,2026-01-01\n"
    "3,Paz,paz@frio.example,2026-01-01\n4,Paz,paz2@frio.example,2026-01-01\n"
)
CONTACTS = "CONTACTID,Last Name,Email\n9,Ruiz,otra@frio.example\n"
HEAD = "Campaign Name,Lead First Name,Lead Last Name,Status,Last Modified Time,Is Lead Active?\n"
STATUSES = (
    f"{HEAD}Otoño,Tello,Tello,Opted Out,2026-04-01 10:00,Yes\n"
    "Otoño,Ruiz,Ruiz,Responded,2026-04-02 10:00,Yes\n"
    "Otoño,Ruiz,Ruiz,Opened,2026-04-02 09:00,Yes\n"
    "Otoño,Paz,Paz,Responded,2026-04-03 10:00,Yes\n"
    "Otoño,Nadie,Nadie,Opted Out,2026-04-03 10:00,Yes\n"
)


def may_contact(person_id: int, purpose: str = CONTACT) -> bool:
    return person_id in who_may_be_contacted([person_id], purpose)


def person(mail: str) -> int:
    return Card.objects.get(email=mail).person_id


def test_the_list_is_guessed_and_says_that_names_are_all_it_has(cast: Cast) -> None:
    pk = begin(STATUSES)
    choices = choices_from(Import.objects.get(pk=pk).choices)

    assert (choices.kind, choices.system, choices.columns["occurred_at"]) == (
        "activities",
        "zoho",
        "Last Modified Time",
    )
    assert choices.columns["columns"] == {
        "Campaign Name": "act_item", "Lead First Name": "first_name", "Lead Last Name": "last_name",
        "Status": "act_kind",
    }  # fmt: skip
    assert [one["text"] for one in Upload.objects.get(pk=pk).form["remarks"]] == [BY_NAME.text]


def test_an_answer_is_an_act_and_an_opt_out_a_no(cast: Cast) -> None:
    bring(LEADS)
    bring(CONTACTS)
    before = rows()
    tried = check(begin(STATUSES))
    came = bring(STATUSES)

    for counts in (tried.checked, came.counts):
        assert (counts["by_alone"], counts["idle"], counts["acts"], counts["refused"]) == (3, 1, 1, 2)
    assert list(Activity.objects.values_list("kind", "item", "identity__person")) == [
        ("reply", "otono", person("ruiz@frio.example")),
    ]  # fmt: skip
    assert not may_contact(person("tello@frio.example"))
    assert may_contact(person("ruiz@frio.example"))
    assert [says.text for *_, says, _ in refused_rows(came.pk)] == [SEVERAL.text, UNHEARD.text]
    assert bring(STATUSES).counts.get("changed", 0) == 0

    undo(came.pk)
    assert rows() == before
    assert may_contact(person("tello@frio.example"))


def test_a_name_is_looked_for_in_the_lists_of_that_system_alone(cast: Cast) -> None:
    bring(LEADS, system="otro")
    assert bring(STATUSES).counts["refused"] == 5


def test_a_list_of_people_recognises_nobody_by_the_name(cast: Cast) -> None:
    bring(LEADS)
    assert bring("LEADID,Last Name\n77,Tello\n").counts["new"] == 1


def test_a_no_that_is_later_than_their_yes_holds_and_an_older_one_does_not(cast: Cast) -> None:
    bring(LEADS)
    bring(STATUSES)
    tello = person("tello@frio.example")
    give_consent(person_id=tello, purpose=CONTACT, source="form", at=AT)
    give_consent(person_id=tello, purpose=NEWSLETTER, source="form", at=AT)

    bring(f"{HEAD}Invierno,Tello,Tello,Opted Out,2026-05-01 10:00,Yes\n")
    assert may_contact(tello)
    later = AT + timedelta(days=3)
    bring(f"{HEAD}Invierno,Tello,Tello,Opted Out,{later:%Y-%m-%d %H:%M},Yes\n", at=later + timedelta(days=1))

    assert not may_contact(tello)
    assert not may_contact(tello, NEWSLETTER)
    assert Consent.objects.filter(is_given=False).count() == 3
