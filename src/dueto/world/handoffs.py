"""What sales did with a lead: answer, first contact, attempts, opportunity, outcome."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from dueto.world.cast import DIEGO, Member
from dueto.world.content import DATA_SHEET
from dueto.world.fates import Fate
from dueto.world.hours import after_hours
from dueto.world.ledger import Ledger
from dueto.world.market import COUNTRIES, NO_DECISION, RIVALS
from dueto.world.months import DAY, HISTORY, HOUR, MINUTE, SECOND, Instant, Month, datetime_of, whole
from dueto.world.people import Person, learn

DEFINITION = "negocio nuevo"
USD_PER_EUR = 1.08
AMOUNT = 15_000
DIEGOS_AMOUNT = 13_500
TOO_SMALL = "demasiado pequeña"
NO_ANSWER = "no respondió"
NO_CONTACT = "no quiere ser contactado"
EARLIEST = {"no piensa comprar ahora": 90, "aún investiga": 30, NO_ANSWER: 30}
"""After how many days a returned lead may cross again."""
RETURNS = (
    ("no piensa comprar ahora", 27), ("aún investiga", 20), ("persona equivocada", 14), (TOO_SMALL, 10),
    ("industria que no atendemos", 6), (NO_CONTACT, 5), ("dato falso o inválido", 6), (NO_ANSWER, 7),
    ("ya es cliente, ya en venta, duplicada", 5),
)  # fmt: skip
UNCOUNTED = (NO_ANSWER, "ya es cliente, ya en venta, duplicada")
"""Reasons that do not count against marketing; nobody gives them in the month under way, whose figures are quoted."""
LACKING = "requisito que no tenemos"
LOSSES = (
    (f"siguió con {NO_DECISION}", 34), ("competidor", 20), ("precio", 16), ("cambió la prioridad", 14),
    ("perdimos al contacto", 10), (LACKING, 6),
)  # fmt: skip
ATTEMPTS = ((1, 40), (2, 30), (3, 17), (4, 7), (5, 3), (6, 3))
"""2.1 attempts of the six promised."""
DEFERRED = 0.12
MOST = 28 * DAY
"""Every month has so much, and then a little."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One crossing of one person, and who gets it."""

    person: Person
    crossed: Instant
    executive: Member
    month: Month
    fate: Fate


def version_in_force(month: int) -> int:
    """Return which version of the agreement was in force: two were tried and retired before version 3."""
    return 1 if month < 1 else 2 if month < 3 else 3


def day_text(instant: Instant) -> str:
    """Return the day as it is written in a file."""
    return datetime_of(instant).date().isoformat()


def hand_over(ledger: Ledger, rng: Random, passage: Passage) -> None:
    """Take down the hand-off of a passage, and the contact that followed."""
    zone, fate = passage.executive.zone, passage.fate
    sent = after_hours(passage.crossed, hours=0.1 + 2.5 * rng.random(), zone=zone)
    late = rng.random() < 0.06
    answered = after_hours(sent, hours=4 + 5 * rng.random() if late else 0.3 + 3.5 * rng.random(), zone=zone)
    reason = None if fate.accepted else TOO_SMALL if fate.too_small else _return_reason(rng, passage)
    contact, attempts = None, 0
    if fate.accepted or reason == NO_ANSWER:
        slow = passage.executive is DIEGO
        contact = after_hours(sent, hours=11 + 16 * rng.random() if slow else 1 + 4 * rng.random(), zone=zone)
        attempts = 6 if reason == NO_ANSWER else int(_weighted(rng, ATTEMPTS))
        if reason == NO_ANSWER:
            answered = after_hours(contact, hours=60 + 10 * rng.random(), zone=zone)
        _contact(ledger, passage, at=contact, talked=fate.accepted)
    if reason == TOO_SMALL:
        learn(ledger, passage.person, "sites", "1", at=answered)
    if reason == NO_CONTACT:
        learn(ledger, passage.person, "consent", "retirado", at=answered)
    told = answered <= ledger.launch
    ledger.lead(
        person=passage.person.id, definition=DEFINITION, version=version_in_force(passage.month.number),
        crossed_at=passage.crossed, handed_over_at=sent, executive=passage.executive.name, first_contact_at=contact,
        attempts=attempts if contact is not None and contact <= ledger.launch else 0,
        answer=("accepted" if fate.accepted else "returned") if told else None,
        answered_at=answered, reason=reason if told else None,
        earliest=day_text(answered + EARLIEST[reason] * DAY) if told and reason in EARLIEST else None,
    )  # fmt: skip
    if fate.asks_for_sheet:
        _ask_for_sheet(ledger, passage.person, at=answered + DAY)


def negotiate(ledger: Ledger, rng: Random, passage: Passage, *, months: tuple[Month, ...], usd: int) -> None:
    """Take down the opportunity of a passage and its outcome."""
    fate, person = passage.fate, passage.person
    opened = passage.crossed + whole((3 + 5 * rng.random()) * DAY)
    if fate.won:
        closed, outcome = _signing(passage, months), "won"
    else:
        closed = passage.crossed + whole((25 + 70 * rng.random()) * DAY)
        outcome = "deferred" if rng.random() < DEFERRED else "lost"
    reason = _loss_reason(rng, fate) if outcome == "lost" else None
    lost_to = NO_DECISION if reason == LOSSES[0][0] else _rival(rng) if reason == "competidor" else None
    currency = COUNTRIES[passage.executive.country].currency
    ledger.deal(
        person=person.id, company=person.profile.get("company"), executive=passage.executive.name, stage=outcome,
        amount=usd if currency == "USD" else round(usd / USD_PER_EUR), currency=currency, opened_at=opened,
        closed_at=closed, outcome=outcome, lost_to=lost_to, reason=reason,
        until=day_text(closed + 120 * DAY) if outcome == "deferred" else None,
        version=version_in_force(passage.month.number),
    )  # fmt: skip
    if closed <= ledger.launch and outcome != "deferred":
        person.outcome = outcome


def amounts(rng: Random, passages: list[Passage]) -> dict[str, int]:
    """Return the amount of each opportunity in dollars; those won come to 15,000 on average, Diego's to 13,500."""
    prices = {one.person.id: 100 * int(AMOUNT * (0.7 + 0.6 * rng.random()) / 100) for one in passages}
    won = [one for one in passages if one.fate.won]
    diegos = [one.person.id for one in won if one.executive is DIEGO]
    others = [one.person.id for one in won if one.executive is not DIEGO]
    _level(prices, diegos, DIEGOS_AMOUNT * len(diegos) if others else AMOUNT * len(diegos))
    _level(prices, others, AMOUNT * len(won) - sum(prices[person] for person in diegos))
    return prices


def _level(prices: dict[str, int], people: list[str], total: int) -> None:
    if not people:
        return
    whole = sum(prices[person] for person in people)
    for person in people:
        prices[person] = 100 * round(prices[person] * total / whole / 100)
    prices[people[-1]] += total - sum(prices[person] for person in people)


def _signing(passage: Passage, months: tuple[Month, ...]) -> Instant:
    """Three months later in the calendar: 88 days in the middle, and each month signs what one month brought in."""
    if passage.fate.at_once:
        return passage.crossed + 15 * DAY + 3 * HOUR
    into = passage.crossed - passage.month.starts - 3 * DAY
    later = passage.month.number + 3
    if later < len(months) and months[later].share == 1 and months[later].passed < MOST:
        # A crowded month signs in the days it has had what another signs in all of its own.
        into = whole(into * months[later].passed / MOST)
        return months[later].starts + min(max(into, HOUR), months[later].passed - HOUR)
    starts = months[later].starts if later < len(months) else passage.month.starts + 92 * DAY
    return starts + min(max(into, DAY // 2), 27 * DAY)


def _contact(ledger: Ledger, passage: Passage, *, at: Instant, talked: bool) -> None:
    person, narrow = passage.person, passage.fate.way in ("narrow", "fair")
    result = "answered" if talked else "no answer"
    if narrow:
        ledger.act(person.handle(ledger, "phone"), person.id, "message", occurred=at, known=at + SECOND,
                   direction="outbound", result=result, source=person.source)  # fmt: skip
    else:
        ledger.act(person.handle(ledger, "phone"), person.id, "call", occurred=at, known=at + 5 * MINUTE,
                   direction="outbound", result="talked" if talked else "no answer", source=person.source)  # fmt: skip
    if passage.fate.opportunity:
        ledger.act(person.handle(ledger, "crm"), person.id, "meeting", occurred=at + 2 * DAY, status="held",
                   result="held", source=person.source)  # fmt: skip


def _ask_for_sheet(ledger: Ledger, person: Person, *, at: Instant) -> None:
    ledger.act(person.handle(ledger, "email"), person.id, "form", occurred=at, item=DATA_SHEET, form="pedir-material",
               path="/farmacias", source=person.source)  # fmt: skip


def _return_reason(rng: Random, passage: Passage) -> str:
    reason = str(_weighted(rng, RETURNS))
    is_taken_back = passage.month.number == HISTORY and reason in UNCOUNTED
    return "aún investiga" if is_taken_back or (reason == TOO_SMALL and passage.fate.way == "fair") else reason


def _loss_reason(rng: Random, fate: Fate) -> str:
    return LACKING if fate.asks_for_sheet else str(_weighted(rng, LOSSES))


def _rival(rng: Random) -> str:
    return RIVALS[0] if rng.random() < 0.72 else RIVALS[1]


def _weighted(rng: Random, choices: tuple[tuple[str | int, int], ...]) -> str | int:
    luck = rng.random() * sum(weight for _, weight in choices)
    for choice, weight in choices:
        luck -= weight
        if luck < 0:
            return choice
    return choices[-1][0]
