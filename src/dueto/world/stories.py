"""The people with a story whom marketing meets: told by name, the same in a world of any size."""

from __future__ import annotations

from dueto.world.cast import JULIA, LIMA
from dueto.world.content import CASE, CHECKLIST, DIRECT, DIRECT_MAIL, GUIDE, PRICES, PRODUCT, SEARCH, WEBINAR
from dueto.world.desk import desks
from dueto.world.hours import after_hours
from dueto.world.market import NO_DECISION
from dueto.world.months import DAY, MINUTE, SECOND, Instant, datetime_of, instant_of, whole
from dueto.world.names import slug
from dueto.world.narrator import SOURCES, Narrator
from dueto.world.people import FREE_MAIL, Person, learn, write_facts
from dueto.world.routes import Step, do
from dueto.world.sales_stories import customer, deferred, forty_second, late, with_julia

LIVE_WEBINAR = 6
"""How many days before the launch the webinar was held; the one before it, four months earlier."""
SCANNED_MAILS = 4


def tell_stories(telling: Narrator) -> int:
    """Take down every story; return how many people are in them."""
    before = len(telling.ledger.rows["people"])
    for story in (
        ready,
        out,
        returned,
        twice,
        scanned,
        with_julia,
        customer,
        late,
        deferred,
        erased,
        forty_second,
        wall_screen,
        desks,
    ):
        story(telling)
    return len(telling.ledger.rows["people"]) - before


def ready(telling: Narrator) -> None:
    """Rocío, one visit away from crossing; Joaquín, one datum away."""
    rocio = telling.known(
        "rocio-tello", full_name="Rocío Tello", company="Conservas Punta Brava", role="Jefa de calidad",
        sector="alimentos", sites="6", phone="900 000 111", city="Lima", measures_today=NO_DECISION,
        heard_from="un colega", source="search",
    )  # fmt: skip
    telling.do(rocio, "visit", "/guias", days=12, minutes=9)
    write_facts(telling.ledger, rocio, handle="email", at=telling.ago(12))
    telling.do(rocio, "download", GUIDE, days=12)
    telling.do(rocio, "registered", WEBINAR, days=9)
    telling.do(rocio, "attended", WEBINAR, days=LIVE_WEBINAR)
    telling.do(rocio, "visit", PRODUCT, days=3, minutes=20)
    telling.done(rocio)

    joaquin = telling.known(
        "joaquin-urena", full_name="Joaquín Ureña", company="Frutícola Valle Hondo", role="Gerente de operaciones",
        sector="agroexportación", country="CL", phone="9 2000 0222", source="webinar",
    )  # fmt: skip
    write_facts(telling.ledger, joaquin, handle="email", at=telling.ago(LIVE_WEBINAR + 2))
    telling.do(joaquin, "registered", WEBINAR, days=LIVE_WEBINAR + 2)
    telling.do(joaquin, "attended", WEBINAR, days=LIVE_WEBINAR)
    telling.do(joaquin, "reply", "programa auditoria", days=5)
    telling.do(joaquin, "form", "calculadora", days=4)
    telling.done(joaquin)


def out(telling: Narrator) -> None:
    """Brenda, who studies, and the one-site cevichería: out, whatever they do."""
    brenda = telling.known(
        "brenda-ochoa", full_name="Brenda Ochoa", email=f"brenda_ochoa@{FREE_MAIL}", role="Tesista",
        sector="educación", source="search",
    )  # fmt: skip
    telling.do(brenda, "visit", "/articulos/cuanto-cuesta-un-grado", days=9)
    write_facts(telling.ledger, brenda, handle="email", at=telling.ago(8))
    telling.do(brenda, "registered", WEBINAR, days=8)
    telling.do(brenda, "attended", WEBINAR, days=LIVE_WEBINAR)
    telling.do(brenda, "form", "calculadora", days=4)
    telling.do(brenda, "download", GUIDE, days=3)
    telling.do(brenda, "download", CHECKLIST, days=1)
    telling.do(brenda, "visit", PRICES, days=1, minutes=5)
    telling.do(brenda, "visit", PRICES, days=0, minutes=5)
    telling.done(brenda)

    tumbo = telling.known(
        "wilfredo-chunga", full_name="Wilfredo Chunga", company="Cevichería El Tumbo", role="Dueño",
        sector="restaurante", sites="1", phone="900 000 333", source="ad",
    )  # fmt: skip
    write_facts(telling.ledger, tumbo, handle="email", at=telling.ago(5))
    telling.do(tumbo, "form", "calculadora", days=5)
    telling.do(tumbo, "visit", PRICES, days=4)
    telling.done(tumbo)


def returned(telling: Narrator) -> None:
    """Emilio, returned in March because his budget comes in January, who asked for sales again last week."""
    emilio = telling.known(
        "emilio-santangel", full_name="Emilio Santángel", company="Lácteos Quebrada Seca", role="Gerente general",
        sector="alimentos", sites="4", phone="900 000 444", timing="presupuesto en enero", source="client",
    )  # fmt: skip
    first = _last_march(telling)
    write_facts(telling.ledger, emilio, handle="email", at=first - 3 * DAY)
    do(telling.ledger, emilio, Step(0, "attended", WEBINAR), at=first - 3 * DAY)
    do(telling.ledger, emilio, Step(0, "visit", PRICES), at=first)
    answered = after_hours(first, hours=3.5, zone=LIMA)
    january = datetime_of(first).year + 1
    telling.lead(
        emilio,
        first,
        JULIA,
        answer="returned",
        reason="no piensa comprar ahora",
        answered=answered,
        earliest=f"{january}-01-15",
    )
    again = telling.ago(6)
    do(telling.ledger, emilio, Step(0, "visit", CASE), at=again - 20 * MINUTE)
    do(telling.ledger, emilio, Step(0, "form", "hablar-con-ventas"), at=again)
    telling.lead(
        emilio,
        again,
        JULIA,
        answer="accepted",
        answered=after_hours(again, hours=2, zone=LIMA),
        contact=after_hours(again, hours=1, zone=LIMA),
        attempts=1,
    )
    telling.done(emilio)


def _last_march(telling: Narrator) -> Instant:
    """Return a morning of the last March that is two months past, or of the months we tell where none is."""
    launch = datetime_of(telling.now)
    march = launch.replace(month=3, day=12, hour=15, minute=10, second=0, microsecond=0)
    if telling.now - instant_of(march) < 60 * DAY:
        march = march.replace(year=march.year - 1)
    return instant_of(march)


def twice(telling: Narrator) -> None:
    """María Fernanda, in the base twice; Sonia and Hugo, who share a computer and stay two."""
    company = {"company": "Distribuidora Altamar", "sector": "logística de frío"}
    full = telling.known(
        "maria-fernanda-gil-pena", full_name="María Fernanda Gil Peña", role="Jefa de logística", sites="3",
        phone="900 000 666", source="search", **company,
    )  # fmt: skip
    write_facts(telling.ledger, full, handle="email", at=telling.ago(40))
    telling.do(full, "attended", WEBINAR, days=LIVE_WEBINAR)
    telling.done(full)
    half = telling.known(
        "ma-fernanda-gil", full_name="Ma. Fernanda Gil", email=f"mafe_gil@{FREE_MAIL}", phone="+51 900 000 666",
        source="network", **company,
    )  # fmt: skip
    write_facts(telling.ledger, half, handle="email", at=telling.ago(15))
    telling.do(half, "download", GUIDE, days=15)
    telling.do(half, "visit", PRICES, days=2)
    telling.done(half)
    telling.ledger.twins.append((full.id, half.id))

    desk = telling.ledger.identity(None, "visitor")
    for person, name, role, days in (
        ("sonia-lucena", "Sonia Arrieta", "Asistente de gerencia", 22),
        ("hugo-lucena", "Hugo Bastidas", "Coordinador de almacén", 17),
    ):
        one = telling.known(person, full_name=name, company="Farmacéutica Lucena", role=role, sector="farmacéutica",
                         sites="5", country="ES", source="search")  # fmt: skip
        write_facts(telling.ledger, one, handle="email", at=telling.ago(days))
        telling.ledger.act(
            desk,
            None,
            "visit",
            occurred=telling.ago(days, minutes=4),
            path=PRODUCT,
            source=SEARCH,
            class_="suspect",
            reason="un equipo y dos personas",
        )
        telling.ledger.act(
            one.handle(telling.ledger, "email"),
            one.id,
            "form",
            occurred=telling.ago(days),
            form="boletin",
            path="/boletin",
            source=SEARCH,
        )
        telling.done(one)


def scanned(telling: Narrator) -> None:
    """Four people of Grupo Alborada, whose mail gateway opens every link."""
    for name, role in (
        ("Amelia Cornejo", "Gerente de calidad"),
        ("Rubén Távara", "Jefe de operaciones"),
        ("Lourdes Inga", "Gerente de logística"),
        ("Fausto Merino", "Jefe de sistemas"),
    ):
        one = telling.known(slug(name), full_name=name, company="Grupo Alborada", role=role, sector="retail",
                         sites="24", source="mail")  # fmt: skip
        write_facts(telling.ledger, one, handle="import", at=telling.ago(70))
        for mail in range(SCANNED_MAILS):
            _gateway(telling, one, at=telling.ago(60 - 15 * mail))
        telling.done(one)


def _gateway(telling: Narrator, person: Person, *, at: Instant) -> None:
    """The mail gateway opens every link, and the pages behind them, within four seconds."""
    for place, path in enumerate((PRICES, CASE, "/guias")):
        when = at + (place + 1) * SECOND
        for kind, handle in (("mail_click", "email"), ("visit", "visitor")):
            telling.ledger.act(
                person.handle(telling.ledger, handle),
                person.id,
                kind,
                occurred=when,
                path=path,
                item="programa auditoria" if kind == "mail_click" else None,
                source=DIRECT_MAIL,
                class_="automatic",
                reason="todos los enlaces en 4 segundos",
            )


def erased(telling: Narrator) -> None:
    """She asked to be forgotten: her row keeps its id, her handles and acts stay, nothing personal does."""
    erased = Person("borrada-1", {"full_name": "-", "email": f"nadie_1@{FREE_MAIL}", "country": "ES"}, SOURCES["ad"])
    write_facts(telling.ledger, erased, handle="email", at=telling.ago(130))
    telling.do(erased, "download", GUIDE, days=130)
    for name in ("full_name", "email"):
        learn(telling.ledger, erased, name, None, at=telling.ago(61), handle="email")
    learn(telling.ledger, erased, "consent", "borrada a su pedido", at=telling.ago(61), handle="email")
    telling.done(erased)


def wall_screen(telling: Narrator) -> None:
    """A screen on the wall of a plant loads our page again and again: more activities than anybody else has."""
    wall = telling.known(
        "wilmer-paz", full_name="Wilmer Paz", company="Frigorífico Puerto Nuevo", role="Mantenimiento",
        sector="logística de frío", sites="2", country="ES", source="search",
    )  # fmt: skip
    write_facts(telling.ledger, wall, handle="email", at=telling.ago(200))
    telling.do(wall, "form", "boletin", days=200)
    visitor = wall.handle(telling.ledger, "visitor")
    for turn in range(telling.robot):
        telling.ledger.act(
            visitor,
            wall.id,
            "visit",
            occurred=telling.ago(199) + whole(turn * 198 * DAY / telling.robot),
            path="/articulos/cadena-de-frio",
            source=DIRECT,
            class_="automatic",
            reason="la misma pagina a ritmo fijo",
        )
    telling.done(wall)
