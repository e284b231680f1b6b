"""A browser turns out to be somebody's: the visits before are theirs."""

from __future__ import annotations

from datetime import datetime

from dueto.apps.base.actions.identities import belong
from dueto.apps.base.actions.unwatched import heed_objection
from dueto.apps.base.models import Identity, Person
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag


def sew(browser: Identity, person: Person, *, at: datetime) -> None:
    """Give the visits of a browser to the person who made themselves known on it; a second person does not get them."""
    if browser.person_id == person.pk or browser.is_shared:
        return
    if browser.person_id is None:
        belong(browser, person)
        heed_objection(browser, person.pk, at=at)
        return
    browser.is_shared = True
    browser.save(update_fields=["is_shared"])
    record(
        Tag.BROWSER_SHARED, subject="identity", subject_id=browser.pk, person_id=person.pk, at=at,
        details={"first": browser.person_id},
    )  # fmt: skip
