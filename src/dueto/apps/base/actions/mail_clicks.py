"""Links of our mails that were opened: taken down, and classed by how all the links of the mail were opened."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from dueto.apps.base.actions.agents import agent_of
from dueto.apps.base.actions.hits import EPOCH
from dueto.apps.base.actions.sources import kept, split, told_by
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.classes import HUMAN, by_agent
from dueto.apps.base.mail_links import MailLink
from dueto.apps.base.models import Activity, Identity, MailHit, Person
from dueto.apps.base.queries.ruling import rules_in_force
from dueto.apps.base.ruling import BY_HAND
from dueto.apps.base.scanners import WINDOW, Touch, scanned
from dueto.domain.basics.text import fold

MOST_HITS = 400
"""Beyond so many openings of one mail by one recipient, nothing more is learnt."""
SETTLED_AT_ONCE = 20
OURS = timedelta(microseconds=WINDOW)


@transaction.atomic
def mail_opened(link: MailLink, *, method: str, agent: str, origin: str, at: datetime) -> None:
    """Take down that a link of a mail was opened, or the mail itself; what was opened before is classed again."""
    identity = Identity.objects.select_for_update(of=("self",)).select_related("person__company").filter(
        pk=link.identity_id, person__erased_at=None
    ).first()  # fmt: skip
    if identity is None or identity.person is None:
        return
    mine = MailHit.objects.filter(identity=identity, mail=link.mail)
    if mine.count() >= MOST_HITS:
        return
    settles_at = link.delivered_at + OURS if at <= link.delivered_at + OURS else None
    hit = MailHit(
        identity=identity, mail=link.mail, link=link.link, links=link.links, method=method[:4], origin=origin[:16],
        agent=agent_of(agent), delivered_at=link.delivered_at, occurred_at=at, settles_at=settles_at,
    )  # fmt: skip
    if link.link:
        hit.activity = _activity(identity, link, agent=agent, at=at)
    hit.save()
    _class_again(identity, link.mail, at=at)


@transaction.atomic
def settle_mails(*, at: datetime) -> int:
    """Return how many mails were looked at once more because the time of gateways has passed."""
    due = list(MailHit.objects.filter(settles_at__lt=at).order_by("settles_at", "id")[:SETTLED_AT_ONCE])
    mails = {(hit.identity_id, hit.mail) for hit in due}
    people = Identity.objects.select_for_update(of=("self",)).in_bulk([identity for identity, _ in sorted(mails)])
    for identity_id, mail in sorted(mails):
        _class_again(people[identity_id], mail, at=at)
        MailHit.objects.filter(identity=identity_id, mail=mail, settles_at__lt=at).update(settles_at=None)
    return len(mails)


def _activity(identity: Identity, link: MailLink, *, agent: str, at: datetime) -> Activity:
    """Return the click; a rule of the company's own or what the browser says of itself class it from the start."""
    page, told = split(link.url), told_by(link.url, "")
    company = identity.person.company if identity.person else None
    ruled = rules_in_force().on_click(agent=agent, domain=company.domain if company else "", identity_id=identity.pk)
    classed, reason = ruled or by_agent(agent)
    return Activity.objects.create(
        identity=identity, kind="mail_click", occurred_at=at, known_at=at, classed=classed, reason=reason,
        source=kept([told])[told.fingerprint] if told is not None else None,
        path=(fold(page.path)[:500] if page else "") or "/", site=((page.hostname or "") if page else "")[:200],
        item=fold(link.mail)[:200],
    )  # fmt: skip


def _class_again(identity: Identity, mail: str, *, at: datetime) -> None:
    """Class every click of one mail by how all of them came; only what this rule classed, or nobody did, changes."""
    hits = list(
        MailHit.objects.filter(identity=identity, mail=mail).select_related("agent", "activity").order_by("id")
    )  # fmt: skip
    if not hits:
        return
    found = scanned(
        (
            Touch(hit.pk, _micros(hit.occurred_at), hit.link, hit.origin, hit.agent.text if hit.agent else "",
                  hit.method == "HEAD")
            for hit in hits
        ),
        links=hits[0].links, delivered_at=_micros(hits[0].delivered_at), as_of=_micros(at),
    )  # fmt: skip
    changed = False
    for hit in hits:
        if hit.activity is None or not _is_open(hit):
            continue
        classed, reason = found.get(hit.pk, (HUMAN, ""))
        if (hit.activity.classed, hit.activity.reason) != (classed, reason):
            Activity.objects.filter(pk=hit.activity.pk).update(classed=classed, reason=reason)
        changed = changed or hit.activity.classed != classed or hit.occurred_at == at
        if classed == HUMAN and identity.person_id is not None:
            later = Person.objects.filter(pk=identity.person_id).exclude(last_act_at__gte=hit.occurred_at)
            later.update(last_act_at=hit.occurred_at)
    if changed and identity.person_id is not None:
        stir([identity.person_id], since=at)


def _is_open(hit: MailHit) -> bool:
    """Return whether how the links were opened decides: not where a crawler gave itself away, nor a rule or a hand."""
    assert hit.activity is not None
    own = by_agent(hit.agent.text if hit.agent else "")
    return own[0] == HUMAN and not hit.activity.reason.startswith(("rule ", BY_HAND))


def _micros(instant: datetime) -> int:
    return (instant - EPOCH) // timedelta(microseconds=1)
