"""Those who do not cross: quiet ones, students, the too small, those who miss a datum, and names met twice."""

from __future__ import annotations

from random import Random

from dueto.world.content import DIRECT_MAIL, FAIR_SOURCE, INBOUND, OUTBOUND
from dueto.world.events import visit_stand
from dueto.world.market import BUYERS, BYSTANDERS, COUNTRIES, DIRECTORS, OWNERS, SMALL, STUDENTS, Company
from dueto.world.months import DAY, SECOND, Instant, moment_in, whole
from dueto.world.people import Person, life_goes_on, mail_of, write_facts, write_person
from dueto.world.routes import EAGER, HUNT, QUIET, STUDY, browse, first_given, instant_of_step, walk
from dueto.world.scene import Scene, one_of

KINDS = (("quiet", 38), ("missing", 16), ("student", 14), ("unserved", 12), ("small", 9), ("nameless", 8), ("twin", 2),
         ("hunter", 1))  # fmt: skip
"""What those who do not cross are like, of a hundred."""
ROUTES = {"missing": EAGER, "unserved": EAGER, "student": STUDY, "hunter": HUNT}
SOUGHT_OUT = frozenset({"quiet", "unserved", "twin", "nameless"})
SCANNED = 0.06
"""The part of mails whose links a gateway opens before anybody reads them."""
MAILED = 0.4
SHARED = 0.3
"""The part of small companies that write from a mailbox of everybody."""


def meet(scene: Scene, count: int, *, fair_names: int) -> None:
    """Take down `count` people who do not cross, the first of them names from the fair."""
    before: Person | None = None
    for place in range(count):
        kind = "fair" if place < fair_names else _kind(scene.rng)
        if kind == "twin" and before is None:
            kind = "quiet"
        before = _meet(scene, kind, before=before, sought=place >= count - scene.quota.outbound)


def _meet(scene: Scene, kind: str, *, before: Person | None, sought: bool) -> Person:
    ledger, rng, month = scene.ledger, scene.rng, scene.month
    source = FAIR_SOURCE if kind == "fair" else one_of(rng, OUTBOUND if sought else INBOUND)
    person = scene.person(_employer(scene, kind, before), source=source, role=_role(rng, kind))
    at = moment_in(rng, starts=month.starts, ends=month.ends, zone=COUNTRIES[person.profile["country"]].zone)
    _unlike_a_lead(rng, kind, person, before)
    if kind == "twin" and before is not None:
        ledger.twins.append((before.id, person.id))
    if kind == "fair":
        visit_stand(scene, person)
    elif sought and kind in SOUGHT_OUT:
        write_facts(ledger, person, handle="import", at=at)
        _mail(scene, person, at=at + DAY)
    else:
        route = one_of(rng, ROUTES.get(kind, QUIET))
        given = instant_of_step(first_given(route), at)
        browse(ledger, rng, person, before=given)
        write_facts(ledger, person, handle="email", at=given)
        walk(ledger, person, route, crossing=at)
        if rng.random() < MAILED:
            _mail(scene, person, at=at + 9 * DAY)
    life_goes_on(ledger, rng, person, at=at)
    write_person(ledger, rng, person)
    return person


def _kind(rng: Random) -> str:
    luck = rng.random() * 100
    for kind, weight in KINDS:
        luck -= weight
        if luck < 0:
            return kind
    return KINDS[0][0]


def _employer(scene: Scene, kind: str, before: Person | None) -> Company | None:
    rng = scene.rng
    if kind in ("student", "nameless", "hunter"):
        return None
    if kind == "twin" and before is not None:
        return before.company
    if kind == "small":
        tiny = [one for one in scene.unserved if one.sector in SMALL and one.sites == 1]
        return one_of(rng, tiny or scene.unserved)
    return one_of(rng, scene.unserved if kind == "unserved" else scene.served)


def _role(rng: Random, kind: str) -> str:
    if kind == "student":
        return one_of(rng, STUDENTS)
    if kind == "small":
        return one_of(rng, OWNERS)
    if kind in ("unserved", "hunter", "nameless"):
        return one_of(rng, BYSTANDERS)
    return one_of(rng, DIRECTORS if rng.random() < 0.3 else BUYERS)


def _unlike_a_lead(rng: Random, kind: str, person: Person, before: Person | None) -> None:
    """Take from somebody who looks like a lead a datum that makes one; give a twin what was known before."""
    profile = person.profile
    if kind == "missing":
        profile.pop("role" if rng.random() < 0.5 else "sector", None)
    elif kind == "nameless":
        for name in ("company", "role", "sector", "sites"):
            profile.pop(name, None)
    elif kind == "small" and person.company and rng.random() < SHARED:
        profile["email"] = f"info@{person.company.domain}"
    elif kind in ("student", "fair"):
        profile.pop("sites", None)
    elif kind == "twin" and before is not None:
        profile["full_name"] = _shortened(before.profile["full_name"])
        profile["email"] = mail_of(rng, before.profile["full_name"], None)
        profile["country"] = before.profile["country"]
        profile.pop("phone", None)
        if phone := before.profile.get("phone"):
            profile["phone"] = phone


def _shortened(name: str) -> str:
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 2 else name


def _mail(scene: Scene, person: Person, *, at: Instant) -> None:
    """Take down the clicks in one mail of a programme: some by people, some by a gateway that opens every link."""
    ledger, rng = scene.ledger, scene.rng
    paths = ("/guias", "/camara", "/clientes")
    if rng.random() < SCANNED:
        for place, path in enumerate(paths):
            ledger.act(
                person.handle(ledger, "email"), person.id, "mail_click", occurred=at + place * SECOND, path=path,
                item="programa auditoria", source=DIRECT_MAIL, class_="automatic",
                reason="todos los enlaces en 4 segundos",
            )  # fmt: skip
    if rng.random() < 0.5:
        ledger.act(
            person.handle(ledger, "email"), person.id, "mail_click", occurred=at + whole(rng.random() * DAY),
            path=one_of(rng, paths), item="programa auditoria", source=DIRECT_MAIL,
        )  # fmt: skip
