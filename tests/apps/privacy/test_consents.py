"""Consent: purpose by purpose, with its source; a return without contact withdraws it; who objects is not followed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.apps.base.actions import UnableToTell, give_consent, withdraw_consent
from dueto.apps.base.models import Activity, Consent, Identity, Source, Spelling
from dueto.apps.base.queries.consents import last_words, ledger, told_of, who_may_be_contacted
from dueto.apps.handoff.actions import attempt, give_back
from dueto.apps.journal.models import Entry
from dueto.domain.lifecycle.reasons import ReasonToGiveBack
from tests.cast import Cast
from tests.thread import browse, crossed, fill, visit

HOUR = timedelta(hours=1)


def test_contact_is_allowed_until_they_say_no_and_a_newsletter_once_they_say_yes(cast: Cast) -> None:
    person = fill("guia", at=cast.at)

    assert person in who_may_be_contacted([person])
    assert person not in who_may_be_contacted([person], "newsletter")

    give_consent(person_id=person, purpose="newsletter", source="phone", by=cast.rosa.pk, at=cast.at + HOUR)

    assert person in who_may_be_contacted([person], "newsletter")


def test_who_wants_no_contact_wants_no_newsletter_either(cast: Cast) -> None:
    person = fill("guia", at=cast.at)
    give_consent(person_id=person, purpose="newsletter", source="phone", by=cast.rosa.pk, at=cast.at)

    withdraw_consent(person_id=person, source="mail", by=cast.rosa.pk, at=cast.at + HOUR)

    assert person not in who_may_be_contacted([person])
    assert person not in who_may_be_contacted([person], "newsletter")
    assert [one.source for one in told_of(person)][:2] == ["mail", "mail"]
    assert Entry.objects.filter(person_id=person, tag="person:consent:withdrawn").count() == 1


def test_a_source_that_nobody_knows_is_refused(cast: Cast) -> None:
    person = fill("guia", at=cast.at)

    with pytest.raises(UnableToTell):
        withdraw_consent(person_id=person, source="Rocío told me at lunch", by=cast.rosa.pk, at=cast.at)


def test_the_ledger_counts_by_purpose_and_text(cast: Cast) -> None:
    first = fill("guia", at=cast.at)
    fill("guia", at=cast.at, visitor="v-2", email="otra@puntabrava.example", phone="+51 900 000 112")
    withdraw_consent(person_id=first, source="phone", by=cast.rosa.pk, at=cast.at + HOUR)

    given = {(row.purpose, bool(row.text_version)): (row.given, row.withdrawn) for row in ledger()}

    assert given[("contact", True)] == (2, 0)
    assert given[("contact", False)] == (0, 1)


def test_a_return_without_contact_withdraws_consent(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    assert handoff.executive_id is not None

    give_back(handoff_id=handoff.pk, by=handoff.executive_id, at=cast.at + HOUR, reason="no quiere ser contactado")

    assert handoff.lead.person_id not in who_may_be_contacted([handoff.lead.person_id])


def test_a_call_that_ends_with_do_not_call_withdraws_consent(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    assert handoff.executive_id is not None

    attempt(handoff_id=handoff.pk, by=handoff.executive_id, at=cast.at + HOUR, channel="call", result="no_contact")

    assert last_words(handoff.lead.person_id).get("contact") is False


@pytest.mark.parametrize("reason", ["no quiere ser contactado", "No quiere ser contactada", "does not want contact"])
def test_reasons_that_want_no_contact_are_known(reason: str) -> None:
    assert ReasonToGiveBack(reason).wants_no_contact
    assert not ReasonToGiveBack("no respondió").wants_no_contact


def test_case_25_tracking_respects_what_the_person_chose(cast: Cast) -> None:
    browse(visit("/precios", at=cast.at), at=cast.at)
    person = fill("guia", at=cast.at)
    withdraw_consent(person_id=person, purpose="tracking", source="page", at=cast.at)
    before = Activity.objects.count()

    browse(visit("/casos", at=cast.at + HOUR), at=cast.at + HOUR)

    assert Activity.objects.count() == before

    give_consent(person_id=person, purpose="tracking", source="page", at=cast.at + 2 * HOUR)
    browse(visit("/casos", at=cast.at + 3 * HOUR), at=cast.at + 3 * HOUR)

    assert Activity.objects.count() == before + 1


def test_case_25_another_browser_of_who_objected_is_not_followed_either(cast: Cast) -> None:
    person = fill("guia", at=cast.at)
    withdraw_consent(person_id=person, purpose="tracking", source="page", at=cast.at)
    fill("guia", at=cast.at + HOUR, visitor="v-new")
    before = Activity.objects.count()

    browse(visit("/precios", at=cast.at + HOUR, visitor="v-new"), at=cast.at + HOUR)

    assert Activity.objects.count() == before
    assert Consent.objects.filter(purpose="tracking").count() == 1


def test_a_mail_address_in_the_address_of_a_page_is_not_kept(cast: Cast) -> None:
    url = "/baja/rocio.tello@puntabrava.example?email=rocio.tello%40puntabrava.example&utm_campaign=a%40b.example"

    browse(visit(url, at=cast.at, item="rocio.tello@puntabrava.example", kind="event"), at=cast.at)

    (act,) = Activity.objects.all()
    assert (act.path, act.item) == ("/baja/*", "*")
    kept = [str(value) for model in (Activity, Source, Spelling, Identity) for row in model.objects.values_list()
            for value in row]  # fmt: skip
    assert not [value for value in kept if "@" in value or "%40" in value]
