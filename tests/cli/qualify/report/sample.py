"""Invented people, judged by the reference under Nevadal's agreement: something real enough for a page to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from dueto.adapters.yaml_document import read_yaml
from dueto.analytics.outcome import outcome_finding
from dueto.cli.qualify.findings import Counts, DatumWorth, Findings, PersonFinding, Shortfall, SourceQuality
from dueto.domain.agreement.agreement import Agreement, read_agreement
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.term import Term
from dueto.domain.basics.text import fold
from dueto.domain.qualification.explain import alternatives
from dueto.domain.qualification.history import Activity, day_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.missing import Missing, missing
from dueto.domain.qualification.verdict import Standing, Verdict

ROOT = Path(__file__).parents[4]
AS_OF = datetime(2026, 3, 16, 15, 30, tzinfo=UTC)
FIRST = ("Rocío", "Joaquín", "Brenda", "Emilio", "María Fernanda", "Sonia", "Hugo", "Ramiro", "Ximena", "Óscar", "Inés")
LAST = ("Tello", "Ureña", "Ochoa", "Santángel", "Gil Peña", "Cuéllar", "Ñahui", "Ibáñez", "Núñez", "Paredes", "Yáñez")
PLACES = ("Punta Brava", "Valle Hondo", "Quebrada Seca", "Río Claro", "Los Sauces", "Norte Claro", "Tres Plazas")
TRADES = ("Conservas", "Frutícola", "Lácteos", "Avícola", "Empacadora", "Mercados", "Farmacéutica", "Pesquera")
ROLES = (
    "jefa de calidad", "gerente de operaciones", "gerente general", "jefe de sistemas", "coordinadora de logística",
    "analista de compras", "tesista", "gerente de finanzas", "supervisor de almacén",
)  # fmt: skip
SECTORS = ("alimentos", "agroexportación", "farmacéutica", "retail", "logística de frío", "restaurante", "educación")
SOURCES = (
    "búsqueda", "anuncio en buscador", "anuncio en red profesional", "webinar", "Feria Andina del Frío",
    "recomendación de cliente", "socio instalador", "teléfono entrante", "",
)  # fmt: skip
WEIGHTS = (26, 18, 14, 12, 16, 5, 3, 3, 3)
ACTS: tuple[tuple[str, Mapping[str, str], int], ...] = (
    ("visit", {"path": "/precios"}, 8),
    ("visit", {"path": "/casos/rio-seco"}, 8),
    ("visit", {"path": "/articulos/cuanto-cuesta-un-grado"}, 12),
    ("visit", {"path": "/trabaja-con-nosotros"}, 1),
    ("form", {"form": "calculadora", "item": "calculadora"}, 5),
    ("form", {"form": "hablar-con-ventas", "item": "hablar-con-ventas"}, 1),
    ("download", {"item": "siete errores al medir el frio"}, 7),
    ("download", {"item": "antes de la auditoria"}, 5),
    ("event", {"item": "auditorias sin sorpresas", "status": "attended", "kind": "webinar"}, 5),
    ("event", {"item": "feria andina del frio", "kind": "fair", "status": "met"}, 4),
    ("reply", {}, 4),
    ("call", {"result": "talked", "direction": "outbound"}, 3),
)


def nevadal() -> Agreement:
    """Return the agreement of the demo."""
    return agreement_of((ROOT / "examples" / "nevadal" / "agreement.yaml").read_text("utf-8"))


def agreement_of(text: str) -> Agreement:
    """Return the agreement that `text` is."""
    document = read_yaml(text)
    return read_agreement(document.tree, lines=document.lines)


def sample(people: int = 300, *, seed: int = 7, agreement: Agreement | None = None) -> Findings:
    """Return what would be found about so many invented people; the same for the same seed."""
    agreed = agreement or nevadal()
    chance = Random(seed)
    judged = [_person(agreed, chance, number) for number in range(people)]
    return findings_of(agreed, judged, refused=people // 60)


def findings_of(
    agreement: Agreement, people: Iterable[PersonFinding], *, refused: int = 0, with_outcome: bool = True
) -> Findings:
    """Return the findings about these people, summed up as the command does."""
    ordered = sorted(people, key=lambda one: (one.standing is not Standing.QUALIFIED, -one.total, one.person))
    standings = Counter(one.standing for one in ordered)
    return Findings(
        agreement=agreement,
        definition=agreement.definition(),
        as_of=AS_OF,
        files=("exportaciones/personas.csv", "exportaciones/actividades.csv"),
        counts=Counts(
            read=len(ordered) + refused,
            refused=refused,
            judged=len(ordered),
            qualified=standings[Standing.QUALIFIED],
            one_datum_away=sum(one.missing.is_one_datum for one in ordered),
            not_yet=standings[Standing.NOT_YET],
            disqualified=standings[Standing.DISQUALIFIED],
        ),
        people=ordered,
        worth=_worth(ordered),
        shortfalls=_shortfalls(agreement, ordered),
        sources=_sources(ordered),
        outcome=outcome_finding(
            column="ganado",
            people=[one.person for one in ordered],
            scores=[one.total for one in ordered],
            qualified=[one.standing is Standing.QUALIFIED for one in ordered],
            won=[one.outcome for one in ordered],
        )
        if with_outcome and ordered
        else None,
        notices=(said("no column says when a datum became known; the date of the row was taken",
                      "ninguna columna dice cuándo se supo un dato; se tomó la fecha de la fila"),),
    )  # fmt: skip


def someone(**changes: object) -> PersonFinding:
    """Return one person who does not qualify yet, with changes."""
    plain = PersonFinding(
        person="1", name="Rocío Tello", company="Conservas Punta Brava", role="jefa de calidad", source="webinar",
        standing=Standing.NOT_YET, fit=0, behaviour=0, total=0, is_fast=False, fit_points=(0,) * 7,
        behaviour_points=(0,) * 9, lacking=(), disqualified_by=(), missing=Missing(behaviour=30),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def said(english: str, spanish: str) -> Message:
    """Return a sentence in both languages that needs no catalogue."""
    return say("{text}", text=Term(es=spanish, en=english))


def _person(agreement: Agreement, chance: Random, number: int) -> PersonFinding:
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    company = f"{chance.choice(TRADES)} {chance.choice(PLACES)}"
    role, sector = chance.choice(ROLES), chance.choices(SECTORS, (6, 6, 4, 4, 4, 2, 1))[0]
    source = chance.choices(SOURCES, WEIGHTS)[0]
    profile = {
        "full_name": name, "company": company, "role": role, "sector": sector,
        "country": chance.choice(("PE", "MX", "CO", "CL", "ES", "AR")),
        "sites": str(chance.choice((1, 2, 4, 7, 12, 25))),
        "email": chance.choice(("free", "company", "company")), "phone": "known",
    }  # fmt: skip
    known = {field: fold(value) for field, value in profile.items() if chance.random() > 0.06}
    if chance.random() < 0.2:
        known.pop("sites", None)
    verdict = judge(agreement.definition(), profile=known, activities=_acts(chance, source), as_of=AS_OF)
    today = day_of(AS_OF, agreement.zone)
    win = chance.random() < (0.34 if verdict.qualified else 0.07 if verdict.fit >= 40 else 0.02)
    return finding_of(
        verdict, person=f"P-{number + 1:04}", name=name if "full_name" in known else "",
        company=company if "company" in known else "", role=role if "role" in known else "", source=source,
        missing=missing(verdict, profile=known, fields=agreement.fields, today=today),
        outcome=win if chance.random() < 0.8 else None,
    )  # fmt: skip


def finding_of(verdict: Verdict, **identity: object) -> PersonFinding:
    """Return the finding of a verdict of the reference."""
    return PersonFinding(
        standing=verdict.standing,
        fit=verdict.fit,
        behaviour=verdict.behaviour,
        total=verdict.total,
        is_fast=verdict.is_fast,
        fit_points=tuple(line.points for line in verdict.fit_lines),
        behaviour_points=tuple(line.points for line in verdict.behaviour_lines),
        lacking=verdict.lacking,
        disqualified_by=verdict.disqualified_by,
        **identity,  # type: ignore[arg-type]
    )


def _acts(chance: Random, source: str) -> list[Activity]:
    acts = []
    most = 14 if source in ("webinar", "recomendación de cliente") else 8
    for number in range(chance.choice((0, 1, 2, 4, 6, most))):
        kind, attributes, _weight = chance.choices(ACTS, [weight for *_rest, weight in ACTS])[0]
        when = AS_OF - timedelta(days=round(45 * chance.random() ** 2), minutes=chance.randrange(600))
        acts.append(Activity(number, kind, when, when, attributes=attributes))
    return acts


def _worth(people: Sequence[PersonFinding]) -> tuple[DatumWorth, ...]:
    counts = Counter(names[0] for one in people for names in one.missing.fields if len(names) == 1)
    return tuple(DatumWorth(field, count) for field, count in counts.most_common())


def _shortfalls(agreement: Agreement, people: Sequence[PersonFinding]) -> tuple[Shortfall, ...]:
    least = agreement.definition().qualified
    reasons: list[tuple[Message, int]] = []
    others = [one for one in people if one.standing is Standing.NOT_YET]
    if least.fit is not None:
        low = sum(one.fit < least.fit for one in others)
        reasons.append((said(f"fit under {least.fit}", f"encaje por debajo de {least.fit}"), low))
    if least.behaviour is not None:
        low = sum(one.behaviour < least.behaviour and not one.is_fast for one in others)
        reasons.append(
            (said(f"behaviour under {least.behaviour}", f"comportamiento por debajo de {least.behaviour}"), low)
        )
    lacks = Counter(names for one in others for names in one.lacking)
    for names, count in lacks.most_common():
        reasons.append((say("lacks {fields}", fields=alternatives(names, fields=agreement.fields)), count))
    for rule, count in Counter(rule for one in people for rule in one.disqualified_by).most_common():
        reasons.append((said(f"disqualified: {rule.because}", f"descalificada: {rule.because}"), count))
    return tuple(Shortfall(because, count) for because, count in reasons)


def _sources(people: Sequence[PersonFinding]) -> tuple[SourceQuality, ...]:
    by_source: dict[str, list[PersonFinding]] = {}
    for one in people:
        by_source.setdefault(one.source, []).append(one)
    return tuple(
        SourceQuality(
            source=source,
            people=len(those),
            qualified=sum(one.standing is Standing.QUALIFIED for one in those),
            known=sum(one.outcome is not None for one in those),
            won=sum(one.outcome is True for one in those),
        )
        for source, those in by_source.items()
    )
