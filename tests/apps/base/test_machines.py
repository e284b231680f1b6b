"""Links of mails opened by gateways and readers, rules of the company's own, acts classed again and put back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dueto.apps.base.actions import (
    UnableToRule,
    end_machine_rule,
    go_on_reclassing,
    mail_opened,
    make_machine_rule,
    reclass_many,
    settle_mails,
    undo_reclassing,
)
from dueto.apps.base.families import family_of, is_browser
from dueto.apps.base.mail_links import MailLink, links_of, read_link
from dueto.apps.base.models import Activity, Identity, MailHit, Reclassed, Reclassing
from dueto.apps.journal.models import Entry
from dueto.apps.leads.models import Verdict
from tests.cast import Cast
from tests.thread import BROWSER, browse, fill, visit, work

pytestmark = pytest.mark.django_db
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
URLS = ("https://nevadal.example/precios", "https://nevadal.example/casos/a", "https://nevadal.example/guias")
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture
def mail(cast: Cast) -> list[MailLink]:
    """Return the links of a mail to Rocío, the mail itself first, delivered at `cast.at`."""
    person = fill("guia", at=cast.at - DAY)
    work(at=cast.at - DAY)
    identity = Identity.objects.get(person=person, kind="email")
    seen, links = links_of(identity_id=identity.pk, mail="auditorias 3", urls=URLS, at=cast.at)
    found = [read_link(address.rstrip("/").rpartition("/")[2]) for address in (seen, *links)]
    return [one for one in found if one is not None]


def touch(link: MailLink, *, at: datetime, origin: str = "a", agent: str = BROWSER, method: str = "GET") -> None:
    mail_opened(link, method=method, agent=agent, origin=origin, at=at)


def classes() -> list[tuple[str, str]]:
    clicks = Activity.objects.filter(kind="mail_click").order_by("occurred_at", "id")
    return list(clicks.values_list("classed", "reason"))


def test_a_link_of_ours_says_whose_mail_it_is_and_nobody_can_change_it(cast: Cast, mail: list[MailLink]) -> None:
    assert [one.link for one in mail] == [0, 1, 2, 3]
    assert (mail[2].url, mail[2].links, mail[2].delivered_at) == (URLS[1], 3, cast.at)
    assert read_link("made-up") is None


def test_case_6_every_link_from_three_addresses_adds_nothing(cast: Cast, mail: list[MailLink]) -> None:
    person = Identity.objects.get(pk=mail[0].identity_id).person_id
    before = Verdict.objects.get(person=person, definition="negocio nuevo").behaviour

    for place, link in enumerate(mail[1:]):
        touch(link, at=cast.at + place * 150 * SECOND, origin=f"net-{place}", agent=f"{BROWSER} {place}")
        work(at=cast.at + place * 150 * SECOND)
        assert Verdict.objects.get(person=person, definition="negocio nuevo").behaviour == before
    settle_mails(at=cast.at + DAY)
    work(at=cast.at + DAY)

    assert set(classes()) == {("automatic", "every link of a mail")}
    assert Activity.objects.filter(kind="mail_click").count() == 3
    assert Activity.objects.filter(kind="mail_click").values_list("path", flat=True)[0] == "/precios"


def test_case_6_the_real_click_four_seconds_after_opening_counts(cast: Cast, mail: list[MailLink]) -> None:
    for place, link in enumerate(mail[1:]):
        touch(link, at=cast.at + place * SECOND, origin=f"net-{place}")
    touch(mail[0], at=cast.at + MINUTE, origin="home")
    touch(mail[1], at=cast.at + MINUTE + 4 * SECOND, origin="home")

    assert classes()[-1] == ("human", "")
    assert {classed for classed, _ in classes()[:-1]} == {"automatic"}


def test_what_came_too_soon_waits_and_then_counts(cast: Cast, mail: list[MailLink]) -> None:
    touch(mail[1], at=cast.at + MINUTE, origin="home")
    assert classes() == [("suspect", "too soon after delivery to tell")]
    assert settle_mails(at=cast.at + 2 * MINUTE) == 0

    assert settle_mails(at=cast.at + 6 * MINUTE) == 1
    assert settle_mails(at=cast.at + 6 * MINUTE) == 0

    assert classes() == [("human", "")]
    assert not MailHit.objects.exclude(settles_at=None).exists()


def test_a_crawler_and_a_head_add_nothing(cast: Cast, mail: list[MailLink]) -> None:
    touch(mail[1], at=cast.at + DAY, agent=GOOGLE)
    touch(mail[2], at=cast.at + DAY + MINUTE, method="HEAD")

    assert classes() == [("automatic", "crawler"), ("automatic", "asked for the head of a page")]


def test_a_mail_opened_a_thousand_times_is_not_kept_a_thousand_times(
    cast: Cast, mail: list[MailLink], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dueto.apps.base.actions.mail_clicks.MOST_HITS", 5)
    for number in range(9):
        touch(mail[1], at=cast.at + DAY + number * MINUTE)

    assert MailHit.objects.count() == 5


def test_a_rule_classes_what_comes_and_what_came(cast: Cast) -> None:
    browse(*(visit(f"/estado/{number}", at=cast.at - DAY, visitor="v-monitor") for number in range(3)), at=cast.at)
    other = visit("/precios", at=cast.at, visitor="v-otra")
    browse(other, at=cast.at)

    rule = make_machine_rule(kind="path", value="/Estado", classed="automatic", by=cast.mara.pk, at=cast.at)
    while go_on_reclassing(at=cast.at):
        pass
    browse(visit("/estado/9", at=cast.at, visitor="v-monitor"), at=cast.at)

    assert set(Activity.objects.filter(path__startswith="/estado").values_list("classed", "reason")) == {
        ("automatic", f"rule {rule.pk}")
    }
    assert Activity.objects.get(path="/precios").classed == "human"
    end_machine_rule(rule_id=rule.pk, by=cast.mara.pk, at=cast.at)
    while go_on_reclassing(at=cast.at):
        pass
    assert set(Activity.objects.exclude(path="/estado/9").values_list("classed", "reason")) == {("human", "")}
    assert Entry.objects.filter(tag__startswith="machine:").count() == 4


@pytest.mark.parametrize("kind", ["agent", "visitor"])
def test_a_rule_lets_a_machine_count_that_is_none(cast: Cast, kind: str) -> None:
    ours = "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)"
    browse(visit("/precios", at=cast.at, agent=ours), at=cast.at)
    visitor = Identity.objects.get(kind="visitor")
    assert visitor.agent is not None
    assert (visitor.agent.text, Activity.objects.get().classed) == (ours, "automatic")

    value = "uptimerobot" if kind == "agent" else str(visitor.pk)
    make_machine_rule(kind=kind, value=value, classed="human", by=cast.mara.pk, at=cast.at)
    while go_on_reclassing(at=cast.at):
        pass
    burst = [visit(f"/{number}", at=cast.at + number * SECOND, agent=ours) for number in range(6)]
    browse(*burst, at=cast.at + MINUTE)

    assert set(Activity.objects.values_list("classed", flat=True)) == {"human"}


def test_the_gateway_of_a_company_is_known_by_its_domain(cast: Cast, mail: list[MailLink]) -> None:
    make_machine_rule(kind="gateway", value="@puntabrava.example", classed="automatic", by=cast.mara.pk, at=cast.at)
    touch(mail[0], at=cast.at + MINUTE)
    touch(mail[1], at=cast.at + 2 * MINUTE)

    assert classes()[0][0] == "automatic"


def test_acts_are_classed_in_pieces_and_put_back_exactly(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dueto.apps.base.actions.reclassing.AT_ONCE", 2)
    browse(*(visit(path, at=cast.at) for path in ("/a", "/b", "/c", "/d", "/e", "/f")), at=cast.at)
    before = list(Activity.objects.order_by("pk").values_list("pk", "classed", "reason"))
    assert {row[1] for row in before} == {"automatic"}

    done = reclass_many(activity_ids=[row[0] for row in before], classed="human", by=cast.mara.pk, at=cast.at)
    assert done.changed == 2
    while go_on_reclassing(at=cast.at):
        pass
    assert set(Activity.objects.values_list("classed", "reason")) == {("human", "by hand")}
    assert Reclassing.objects.get().changed == 6
    Activity.objects.filter(pk=before[0][0]).update(classed="suspect", reason="later")

    for _ in range(2):
        undo_reclassing(reclassing_id=done.pk, by=cast.mara.pk, at=cast.at)
    while go_on_reclassing(at=cast.at):
        pass

    assert list(Activity.objects.order_by("pk").values_list("pk", "classed", "reason"))[1:] == before[1:]
    assert Activity.objects.get(pk=before[0][0]).classed == "suspect"
    assert not Reclassed.objects.exists()
    assert Reclassing.objects.get().undone_at is not None


@pytest.mark.parametrize(
    ("kind", "value"),
    [("", "x"), ("agent", "x"), ("agent", "  "), ("path", "estado"), ("gateway", "sin punto"), ("visitor", "1 or 1"),
     ("visitor", "99"), ("gateway", "https://a.example/b")],
)  # fmt: skip
def test_a_rule_that_takes_too_much_or_nothing_is_refused(cast: Cast, kind: str, value: str) -> None:
    with pytest.raises(UnableToRule):
        make_machine_rule(kind=kind, value=value, classed="automatic", by=cast.mara.pk, at=cast.at)


def test_browsers_in_a_word() -> None:
    assert family_of(GOOGLE) == "Googlebot/2.1"
    assert family_of(BROWSER) == "Firefox 140"
    assert family_of("curl/8.0") == "curl/8.0"
    assert family_of("") == ""
    assert is_browser("Firefox 140")
    assert not is_browser("Googlebot/2.1")
