"""The two events that left a mark: the Feria Andina del Frío, and the webinar that went well."""

from __future__ import annotations

from dueto.world.content import WEBINAR
from dueto.world.months import DAY, HOUR, Instant, Month, whole
from dueto.world.people import Person, write_facts
from dueto.world.routes import Step, do
from dueto.world.scene import Scene

NAMES_IMPORTED_AFTER = 2 * DAY + 5 * HOUR


def fair_opens(month: Month) -> Instant:
    """Return when the fair opened in `month`."""
    return month.starts + 9 * DAY + 10 * HOUR


def names_imported(month: Month) -> Instant:
    """Return when the names of the fair were known: a list, imported two days later."""
    return fair_opens(month) + NAMES_IMPORTED_AFTER


def visit_stand(scene: Scene, person: Person) -> None:
    """Take down the visit of `person` to the stand, known with the import."""
    at = fair_opens(scene.month) + whole(scene.rng.random() * 8 * HOUR)
    known = names_imported(scene.month)
    write_facts(scene.ledger, person, handle="import", at=known)
    do(scene.ledger, person, Step(0, "stand", ""), at=at, known=known)


def live_webinar(month: Month) -> Instant:
    """Return when the webinar was held live in `month`."""
    return month.starts + 8 * DAY + 11 * HOUR


def attend_live(scene: Scene, person: Person) -> None:
    """Take down that `person` registered for the live webinar, and came."""
    live = live_webinar(scene.month)
    registered = live - 2 * HOUR - whole(scene.rng.random() * 6 * DAY)
    write_facts(scene.ledger, person, handle="email", at=registered)
    do(scene.ledger, person, Step(0, "registered", WEBINAR), at=registered)
    do(scene.ledger, person, Step(0, "attended", WEBINAR), at=live)
