"""The people with a story: told by name, at days before the launch, the same in a world of any size."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from dueto.world.cast import CAMILA, DIEGO, ELENA, JULIA, LIMA, Member
from dueto.world.content import (
    CASE,
    CHECKLIST,
    CLIENT,
    DIRECT,
    DIRECT_MAIL,
    GUIDE,
    LORRIES,
    NETWORK_AD,
    PRICES,
    PRODUCT,
    SALES_FIND,
    SEARCH,
    SEARCH_AD,
    WEBINAR,
    WEBINAR_SOURCE,
    Source,
)
from dueto.world.handoffs import DEFINITION, version_in_force
from dueto.world.hours import after_hours, hours_before
from dueto.world.ledger import Ledger
from dueto.world.market import NO_DECISION
from dueto.world.months import DAY, HOUR, MINUTE, SECOND, Instant, Month, datetime_of, instant_of, whole
from dueto.world.names import slug
from dueto.world.people import FREE_MAIL, Person, learn, write_facts, write_person
from dueto.world.plan import FORTY_SECOND
from dueto.world.routes import Step, do

THE_FORTY_SECOND = "oscar-benavides"
LIVE_WEBINAR = 6
"""How many days before the launch the webinar was held; the one before it, four months earlier."""
SCANNED_MAILS = 4
ROBOT_VISITS = 24_000
LEAST_ROBOT_VISITS = 200


@dataclass(slots=True)
class Stories:
    """Tells the stories; `robot` is how often the wall screen of one plant has loaded our page."""

    ledger: Ledger
    months: tuple[Month, ...]
    robot: int

    @property
    def now(self) -> Instant:
        """The launch."""
        return self.ledger.launch

    def ago(self, days: float, *, minutes: int = 0) -> Instant:
        """Return the instant so many days and minutes before the launch."""
        return self.now - whole(days * DAY) - minutes * MINUTE

    def known(self, person: str, **cells: str) -> Person:
        """Return the person of that id; a name without an address gets one at the company."""
        source = cells.pop("source", "")
        profile = {"country": "PE", **cells}
        if "email" not in profile and "company" in profile:
            words = slug(profile["full_name"]).split("-")
            profile["email"] = f"{words[0]}.{words[1]}@{slug(profile['company'])}.example"
        profile.setdefault("consent", "sí")
        return Person(person, profile, SOURCES[source])

    def tell(self) -> int:
        """Take down every story; return how many people are in them."""
        before = len(self.ledger.rows["people"])
        self._ready()
        self._out()
        self._returned()
        self._twice()
        self._scanned()
        self._with_julia()
        self._customer()
        self._late()
        self._deferred()
        self._erased()
        self._forty_second()
        self._wall_screen()
        return len(self.ledger.rows["people"]) - before

    def _done(self, person: Person) -> None:
        write_person(self.ledger, Random(person.id), person, tidy=True)  # noqa: S311  not a secret

    def _do(self, person: Person, kind: str, what: str, *, days: float, minutes: int = 0) -> None:
        do(self.ledger, person, Step(0, kind, what), at=self.ago(days, minutes=minutes))

    def _ready(self) -> None:
        rocio = self.known(
            "rocio-tello", full_name="Rocío Tello", company="Conservas Punta Brava", role="Jefa de calidad",
            sector="alimentos", sites="6", phone="900 000 111", city="Lima", measures_today=NO_DECISION,
            heard_from="un colega", source="search",
        )  # fmt: skip
        self._do(rocio, "visit", "/guias", days=12, minutes=9)
        write_facts(self.ledger, rocio, handle="email", at=self.ago(12))
        self._do(rocio, "download", GUIDE, days=12)
        self._do(rocio, "registered", WEBINAR, days=9)
        self._do(rocio, "attended", WEBINAR, days=LIVE_WEBINAR)
        self._do(rocio, "visit", PRODUCT, days=3, minutes=20)
        self._done(rocio)

        joaquin = self.known(
            "joaquin-urena", full_name="Joaquín Ureña", company="Frutícola Valle Hondo", role="Gerente de operaciones",
            sector="agroexportación", country="CL", phone="9 2000 0222", source="webinar",
        )  # fmt: skip
        write_facts(self.ledger, joaquin, handle="email", at=self.ago(LIVE_WEBINAR + 2))
        self._do(joaquin, "registered", WEBINAR, days=LIVE_WEBINAR + 2)
        self._do(joaquin, "attended", WEBINAR, days=LIVE_WEBINAR)
        self._do(joaquin, "reply", "programa auditoria", days=5)
        self._do(joaquin, "form", "calculadora", days=4)
        self._done(joaquin)

    def _out(self) -> None:
        brenda = self.known(
            "brenda-ochoa", full_name="Brenda Ochoa", email=f"brenda_ochoa@{FREE_MAIL}", role="Tesista",
            sector="educación", source="search",
        )  # fmt: skip
        self._do(brenda, "visit", "/articulos/cuanto-cuesta-un-grado", days=9)
        write_facts(self.ledger, brenda, handle="email", at=self.ago(8))
        self._do(brenda, "registered", WEBINAR, days=8)
        self._do(brenda, "attended", WEBINAR, days=LIVE_WEBINAR)
        self._do(brenda, "form", "calculadora", days=4)
        self._do(brenda, "download", GUIDE, days=3)
        self._do(brenda, "download", CHECKLIST, days=1)
        self._do(brenda, "visit", PRICES, days=1, minutes=5)
        self._do(brenda, "visit", PRICES, days=0, minutes=5)
        self._done(brenda)

        tumbo = self.known(
            "wilfredo-chunga", full_name="Wilfredo Chunga", company="Cevichería El Tumbo", role="Dueño",
            sector="restaurante", sites="1", phone="900 000 333", source="ad",
        )  # fmt: skip
        write_facts(self.ledger, tumbo, handle="email", at=self.ago(5))
        self._do(tumbo, "form", "calculadora", days=5)
        self._do(tumbo, "visit", PRICES, days=4)
        self._done(tumbo)

    def _returned(self) -> None:
        emilio = self.known(
            "emilio-santangel", full_name="Emilio Santángel", company="Lácteos Quebrada Seca", role="Gerente general",
            sector="alimentos", sites="4", phone="900 000 444", timing="presupuesto en enero", source="client",
        )  # fmt: skip
        first = self._last_march()
        write_facts(self.ledger, emilio, handle="email", at=first - 3 * DAY)
        do(self.ledger, emilio, Step(0, "attended", WEBINAR), at=first - 3 * DAY)
        do(self.ledger, emilio, Step(0, "visit", PRICES), at=first)
        answered = after_hours(first, hours=3.5, zone=LIMA)
        january = datetime_of(first).year + 1
        self._lead(emilio, first, JULIA, answer="returned", reason="no piensa comprar ahora",
                   answered=answered, earliest=f"{january}-01-15")  # fmt: skip
        again = self.ago(6)
        do(self.ledger, emilio, Step(0, "visit", CASE), at=again - 20 * MINUTE)
        do(self.ledger, emilio, Step(0, "form", "hablar-con-ventas"), at=again)
        self._lead(emilio, again, JULIA, answer="accepted", answered=after_hours(again, hours=2, zone=LIMA),
                   contact=after_hours(again, hours=1, zone=LIMA), attempts=1)  # fmt: skip
        self._done(emilio)

    def _last_march(self) -> Instant:
        """Return a morning of the last March that is two months past, or of the months we tell where none is."""
        launch = datetime_of(self.now)
        march = launch.replace(month=3, day=12, hour=15, minute=10, second=0, microsecond=0)
        if self.now - instant_of(march) < 60 * DAY:
            march = march.replace(year=march.year - 1)
        return instant_of(march)

    def _twice(self) -> None:
        company = {"company": "Distribuidora Altamar", "sector": "logística de frío"}
        whole = self.known(
            "maria-fernanda-gil-pena", full_name="María Fernanda Gil Peña", role="Jefa de logística", sites="3",
            phone="900 000 666", source="search", **company,
        )  # fmt: skip
        write_facts(self.ledger, whole, handle="email", at=self.ago(40))
        self._do(whole, "attended", WEBINAR, days=LIVE_WEBINAR)
        self._done(whole)
        half = self.known(
            "ma-fernanda-gil", full_name="Ma. Fernanda Gil", email=f"mafe_gil@{FREE_MAIL}", phone="+51 900 000 666",
            source="network", **company,
        )  # fmt: skip
        write_facts(self.ledger, half, handle="email", at=self.ago(15))
        self._do(half, "download", GUIDE, days=15)
        self._do(half, "visit", PRICES, days=2)
        self._done(half)

        desk = self.ledger.identity(None, "visitor")
        for person, name, role, days in (
            ("sonia-lucena", "Sonia Arrieta", "Asistente de gerencia", 22),
            ("hugo-lucena", "Hugo Bastidas", "Coordinador de almacén", 17),
        ):
            one = self.known(person, full_name=name, company="Farmacéutica Lucena", role=role, sector="farmacéutica",
                             sites="5", country="ES", source="search")  # fmt: skip
            write_facts(self.ledger, one, handle="email", at=self.ago(days))
            self.ledger.act(desk, None, "visit", occurred=self.ago(days, minutes=4), path=PRODUCT, source=SEARCH,
                            class_="suspect", reason="un equipo y dos personas")  # fmt: skip
            self.ledger.act(one.handle(self.ledger, "email"), one.id, "form", occurred=self.ago(days), form="boletin",
                            path="/boletin", source=SEARCH)  # fmt: skip
            self._done(one)

    def _scanned(self) -> None:
        for name, role in (
            ("Amelia Cornejo", "Gerente de calidad"), ("Rubén Távara", "Jefe de operaciones"),
            ("Lourdes Inga", "Gerente de logística"), ("Fausto Merino", "Jefe de sistemas"),
        ):  # fmt: skip
            one = self.known(slug(name), full_name=name, company="Grupo Alborada", role=role, sector="retail",
                             sites="24", source="mail")  # fmt: skip
            write_facts(self.ledger, one, handle="import", at=self.ago(70))
            for mail in range(SCANNED_MAILS):
                self._gateway(one, at=self.ago(60 - 15 * mail))
            self._done(one)

    def _gateway(self, person: Person, *, at: Instant) -> None:
        """The mail gateway opens every link, and the pages behind them, within four seconds."""
        for place, path in enumerate((PRICES, CASE, "/guias")):
            when = at + (place + 1) * SECOND
            for kind, handle in (("mail_click", "email"), ("visit", "visitor")):
                self.ledger.act(person.handle(self.ledger, handle), person.id, kind, occurred=when, path=path,
                                item="programa auditoria" if kind == "mail_click" else None, source=DIRECT_MAIL,
                                class_="automatic", reason="todos los enlaces en 4 segundos")  # fmt: skip

    def _with_julia(self) -> None:
        first = self.known(
            "nancy-farfan", full_name="Nancy Farfán", company="Avícola Los Sauces", role="Jefa de calidad",
            sector="alimentos", sites="8", phone="900 000 999", source="webinar",
        )  # fmt: skip
        write_facts(self.ledger, first, handle="email", at=self.ago(20))
        self._do(first, "attended", WEBINAR, days=20)
        self._do(first, "visit", PRICES, days=16)
        crossed = self.ago(16)
        answered, contact = (after_hours(crossed, hours=hours, zone=LIMA) for hours in (2, 4))
        self._lead(first, crossed, JULIA, answer="accepted", answered=answered, contact=contact, attempts=2)
        self._done(first)
        second = self.known(
            "percy-lazo", full_name="Percy Lazo", company="Avícola Los Sauces", role="Gerente de operaciones",
            sector="alimentos", sites="8", source="search",
        )  # fmt: skip
        write_facts(self.ledger, second, handle="email", at=self.ago(2, minutes=30))
        self._do(second, "form", "calculadora", days=2, minutes=30)
        self._do(second, "visit", PRICES, days=1)
        self._do(second, "visit", CASE, days=1, minutes=6)
        self._done(second)

        ramiro = self.known(
            "ramiro-cuellar", full_name="Ramiro Cuéllar", company="Pesquera Bahía Mansa", role="Gerente de operaciones",
            sector="alimentos", sites="5", phone="900 001 010", heard_from="recomendación de cliente", source="find",
        )  # fmt: skip
        write_facts(self.ledger, ramiro, handle="email", at=self.ago(247))
        self._do(ramiro, "attended", WEBINAR, days=243)
        learn(self.ledger, ramiro, "timing", "este trimestre", at=self.ago(25))
        self._deal(ramiro, JULIA, opened=self.ago(24))
        self._done(ramiro)

    def _customer(self) -> None:
        customer = self.known(
            "patricia-lazarte", full_name="Patricia Lazarte", company="Agroexportadora Río Seco",
            role="Gerente de operaciones", sector="agroexportación", sites="12", phone="900 001 111",
            employees="410", city="Ica", source="client",
        )  # fmt: skip
        write_facts(self.ledger, customer, handle="email", at=self.ago(520))
        self._do(customer, "attended", WEBINAR, days=518)
        self._do(customer, "visit", PRICES, days=515)
        answered, contact = (after_hours(self.ago(515), hours=hours, zone=LIMA) for hours in (2, 3))
        self._lead(customer, self.ago(515), JULIA, answer="accepted", answered=answered, contact=contact, attempts=2)
        self._deal(customer, JULIA, opened=self.ago(505), closed=self.ago(427), outcome="won", amount=21_000)
        for days in (5, 3, 1):
            self._do(customer, "visit", LORRIES, days=days, minutes=11)
        self._deal(customer, ELENA, opened=self.ago(1), amount=9_000)
        customer.outcome = "won"
        self._done(customer)

    def _late(self) -> None:
        late = self.known(
            "leticia-barragan", full_name="Leticia Barragán", company="Empacadora Norte Claro",
            role="Gerente de calidad", sector="agroexportación", sites="9", country="MX", phone="55 0000 1212",
            source="search",
        )  # fmt: skip
        sent = hours_before(self.now, hours=19, zone=DIEGO.zone)
        crossed = hours_before(sent, hours=1, zone=DIEGO.zone)
        write_facts(self.ledger, late, handle="email", at=crossed - 2 * HOUR)
        do(self.ledger, late, Step(0, "form", "calculadora"), at=crossed - 2 * HOUR)
        do(self.ledger, late, Step(0, "visit", CASE), at=crossed - HOUR)
        do(self.ledger, late, Step(0, "visit", PRICES), at=crossed)
        self._lead(late, crossed, DIEGO, sent=sent, answer="accepted",
                   answered=after_hours(sent, hours=3, zone=DIEGO.zone))  # fmt: skip
        self._done(late)

    def _deferred(self) -> None:
        deferred = self.known(
            "hernan-cifuentes", full_name="Hernán Cifuentes", company="Mercados Tres Plazas",
            role="Gerente de logística", sector="retail", sites="27", country="CO", phone="300 001 3131",
            timing="el próximo año", source="ad",
        )  # fmt: skip
        write_facts(self.ledger, deferred, handle="email", at=self.ago(96))
        self._do(deferred, "form", "calculadora", days=95, minutes=30)
        self._do(deferred, "visit", PRICES, days=95)
        crossed = self.ago(95)
        answered, contact = (after_hours(crossed, hours=hours, zone=CAMILA.zone) for hours in (2, 3))
        self._lead(deferred, crossed, CAMILA, answer="accepted", answered=answered, contact=contact, attempts=3)
        year = datetime_of(self.now).year + 1
        self._deal(deferred, CAMILA, opened=self.ago(85), closed=self.ago(20), outcome="deferred", amount=28_000,
                   reason="presupuesto del próximo año", until=f"{year}-01-15")  # fmt: skip
        self._done(deferred)

    def _erased(self) -> None:
        """She asked to be forgotten: her row keeps its id, her handles and acts stay, nothing personal does."""
        erased = Person(
            "borrada-1", {"full_name": "-", "email": f"nadie_1@{FREE_MAIL}", "country": "ES"}, SOURCES["ad"]
        )
        write_facts(self.ledger, erased, handle="email", at=self.ago(130))
        self._do(erased, "download", GUIDE, days=130)
        for name in ("full_name", "email"):
            learn(self.ledger, erased, name, None, at=self.ago(61), handle="email")
        learn(self.ledger, erased, "consent", "borrada a su pedido", at=self.ago(61), handle="email")
        self._done(erased)

    def _forty_second(self) -> None:
        """The win that version 4 misses: a guide and a webinar, 27 points of the 30."""
        oscar = self.known(
            THE_FORTY_SECOND, full_name="Óscar Benavides", company="Helados Costa Alegre", role="Gerente de logística",
            sector="alimentos", sites="11", phone="900 004 242", source="webinar",
        )  # fmt: skip
        crossed = self.months[FORTY_SECOND].starts + 12 * DAY + 10 * HOUR
        write_facts(self.ledger, oscar, handle="email", at=crossed - 2 * DAY)
        do(self.ledger, oscar, Step(0, "download", GUIDE), at=crossed - 2 * DAY)
        do(self.ledger, oscar, Step(0, "attended", WEBINAR), at=crossed)
        answered, contact = (after_hours(crossed, hours=hours, zone=LIMA) for hours in (2, 3))
        self._lead(oscar, crossed, JULIA, answer="accepted", answered=answered, contact=contact, attempts=3)
        signed = self.months[FORTY_SECOND + 3].starts + 9 * DAY + 16 * HOUR
        self._deal(oscar, JULIA, opened=crossed + 6 * DAY, closed=signed, outcome="won")
        oscar.outcome = "won"
        self._done(oscar)

    def _wall_screen(self) -> None:
        """A screen on the wall of a plant loads our page again and again: more activities than anybody else has."""
        wall = self.known(
            "wilmer-paz", full_name="Wilmer Paz", company="Frigorífico Puerto Nuevo", role="Mantenimiento",
            sector="logística de frío", sites="2", country="ES", source="search",
        )  # fmt: skip
        write_facts(self.ledger, wall, handle="email", at=self.ago(200))
        self._do(wall, "form", "boletin", days=200)
        visitor = wall.handle(self.ledger, "visitor")
        for turn in range(self.robot):
            self.ledger.act(visitor, wall.id, "visit", occurred=self.ago(199) + whole(turn * 198 * DAY / self.robot),
                            path="/articulos/cadena-de-frio", source=DIRECT, class_="automatic",
                            reason="la misma pagina a ritmo fijo")  # fmt: skip
        self._done(wall)

    def _lead(self, person: Person, crossed: Instant, executive: Member, *, answer: str, answered: Instant,
              sent: Instant | None = None, contact: Instant | None = None, attempts: int = 0,
              reason: str | None = None, earliest: str | None = None) -> None:  # fmt: skip
        self.ledger.lead(
            person=person.id, definition=DEFINITION, version=self._version(crossed), crossed_at=crossed,
            handed_over_at=sent or after_hours(crossed, hours=0.5, zone=executive.zone), executive=executive.name,
            first_contact_at=contact, attempts=attempts, answer=answer if answered <= self.now else None,
            answered_at=answered, reason=reason, earliest=earliest,
        )  # fmt: skip

    def _deal(self, person: Person, executive: Member, *, opened: Instant, closed: Instant | None = None,
              outcome: str = "open", amount: int = 15_000, reason: str | None = None,
              until: str | None = None) -> None:  # fmt: skip
        self.ledger.deal(
            person=person.id, company=person.profile["company"], executive=executive.name,
            stage="opportunity" if outcome == "open" else outcome, amount=amount, currency="USD", opened_at=opened,
            closed_at=closed, outcome=outcome, reason=reason, until=until, version=self._version(opened),
        )  # fmt: skip

    def _version(self, instant: Instant) -> int:
        return version_in_force(max((month.number for month in self.months if month.starts <= instant), default=0))


SOURCES: dict[str, Source] = {
    "search": SEARCH, "ad": SEARCH_AD, "network": NETWORK_AD, "webinar": WEBINAR_SOURCE, "client": CLIENT,
    "mail": DIRECT_MAIL, "find": SALES_FIND,
}  # fmt: skip
