"""The people of the demo world, judged by the agreement of the demo world; the figures are those of its story."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.basics.term import Term
from dueto.domain.conditions.fields import Field, Means
from dueto.domain.qualification.explain import (
    MEANS,
    alternatives,
    arithmetic,
    behaviour_line,
    fit_rule,
    headline,
    what_is_missing,
)
from dueto.domain.qualification.history import day_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.missing import Missing, means_for, missing
from dueto.domain.qualification.verdict import Standing, Verdict
from tests.domain.nevadal import AS_OF, JOAQUIN, ROCIO, did, nevadal

AGREEMENT = nevadal()
DEFINITION = AGREEMENT.definition()
FIELDS = AGREEMENT.fields
TODAY = day_of(AS_OF, AGREEMENT.zone)
GUIDE = did(1, "download", 12, item="guia")
WEBINAR = did(2, "event", 6, item="auditorias", status="attended")
PRICES = did(3, "visit", 0, path="/precios")


def verdict_on(profile: dict[str, str], *activities: object) -> Verdict:
    """Return the verdict on somebody with this profile who did these things."""
    return judge(DEFINITION, profile=profile, activities=activities, as_of=AS_OF)  # type: ignore[arg-type]


def said(verdict: Verdict) -> str:
    """Return the verdict in one English sentence."""
    return str(headline(verdict, definition=DEFINITION, fields=FIELDS))


def lacks(verdict: Verdict, profile: dict[str, str]) -> Missing:
    """Return what is missing."""
    return missing(verdict, profile=profile, fields=FIELDS, today=TODAY)


def test_rocio_crosses_when_she_looks_at_the_prices() -> None:
    before = verdict_on(ROCIO, GUIDE, WEBINAR)
    after = verdict_on(ROCIO, GUIDE, WEBINAR, PRICES)

    assert (before.fit, before.behaviour, before.qualified) == (65, 24, False)
    assert (after.fit, after.behaviour, after.total, after.qualified) == (65, 39, 104, True)
    assert said(before) == "Not yet: fits (65 of 40), is not active enough (24 of 30)"
    assert said(after) == "Qualified: fits (65 of 40), is active (39 of 30)"
    weights = {line.rule.name: round(one.weight, 2) for line in after.behaviour_lines for one in line.counted}
    assert weights == {"guía": 6.06, "webinar": 18.23, "precios": 15.0}


def test_each_line_opens_to_its_arithmetic() -> None:
    verdict = verdict_on(ROCIO, GUIDE, PRICES, did(4, "visit", 1, path="/precios/2026"))
    lines = {line.rule.name: line for line in verdict.behaviour_lines}

    assert str(behaviour_line(lines["guía"])) == "guía: 1 act, 6.06"
    assert str(behaviour_line(lines["precios"])) == "precios: 2 acts, 29.28, at most 25"
    assert str(behaviour_line(lines["webinar"])) == "webinar: 0 acts, 0"
    assert str(arithmetic(lines["guía"].rule, lines["guía"].counted[0])) == (
        "8 × 2^(−12/30) = 6.06 (2026-02-18, 12 days ago)"
    )
    assert str(arithmetic(lines["precios"].rule, lines["precios"].counted[-1])) == "15 on 2026-03-02"


def test_joaquin_is_one_datum_away() -> None:
    acts = [PRICES, WEBINAR, did(5, "reply", 0)]
    verdict = verdict_on(JOAQUIN, *acts)
    found = lacks(verdict, JOAQUIN)

    assert verdict.fit == 50
    assert not verdict.qualified
    assert found == Missing((("sites",),))
    assert found.is_one_datum
    assert str(what_is_missing(found, fields=FIELDS)) == "would qualify with: sites"
    assert said(verdict) == "Not yet: fits (50 of 40), is active (48 of 30), lacks sites"
    assert verdict_on({**JOAQUIN, "sites": "7"}, *acts).qualified


def test_it_says_how_much_behaviour_is_missing() -> None:
    found = lacks(verdict_on(ROCIO, GUIDE, WEBINAR), ROCIO)

    assert found == Missing(behaviour=6)
    assert str(what_is_missing(found, fields=FIELDS)) == "6 points of behaviour are missing"
    assert str(what_is_missing(Missing(behaviour=1), fields=FIELDS)) == "1 point of behaviour is missing"


def test_nothing_is_missing_for_those_who_are_in_or_out() -> None:
    thesis = {**ROCIO, "role": "tesista"}

    assert lacks(verdict_on(ROCIO, GUIDE, WEBINAR, PRICES), ROCIO) == Missing()
    assert lacks(verdict_on(thesis, GUIDE, WEBINAR, PRICES), thesis) == Missing()
    assert what_is_missing(Missing(), fields=FIELDS) is None


def test_brenda_and_the_cevicheria_are_out_and_told_why() -> None:
    brenda = verdict_on({**ROCIO, "role": "tesista de calidad"}, PRICES)
    tumbo = verdict_on({**ROCIO, "sector": "restaurante", "sites": "1"}, PRICES)

    assert brenda.standing is tumbo.standing is Standing.DISQUALIFIED
    assert said(brenda) == "Disqualified: estudia, no compra"
    assert said(tumbo) == "Disqualified: demasiado pequeña"


@pytest.mark.parametrize("mail", ["free", "free;shared"])
def test_free_mail_alone_disqualifies_nobody(mail: str) -> None:
    verdict = verdict_on({**ROCIO, "email": mail}, GUIDE, WEBINAR, PRICES)

    assert verdict.fit == 55
    assert verdict.qualified


def test_who_asks_for_sales_needs_no_behaviour_but_fit_and_data() -> None:
    asked = did(9, "form", 29, form="hablar-con-ventas")

    assert verdict_on(ROCIO, asked).qualified
    assert said(verdict_on(ROCIO, asked)) == "Qualified: fits (65 of 40), asked for it (fast track)"
    assert not verdict_on(ROCIO, did(9, "form", 30, form="hablar-con-ventas")).qualified
    assert not verdict_on({**ROCIO, "sector": "x", "role": "x"}, asked).qualified
    assert not verdict_on(JOAQUIN, asked).qualified
    assert lacks(verdict_on(JOAQUIN, asked), JOAQUIN).fields == (("sites",),)


def test_looking_for_a_job_takes_points_for_ninety_days() -> None:
    jobs = [did(n, "visit", 88 + n, path="/trabaja-con-nosotros") for n in (0, 1)]

    assert verdict_on(ROCIO, *jobs).behaviour == -15
    assert verdict_on(ROCIO, did(1, "visit", 90, path="/trabaja")).behaviour == 0
    (line,) = [line for line in verdict_on(ROCIO, *jobs).behaviour_lines if line.counted]
    assert str(behaviour_line(line)) == "empleo: 2 acts, -30, at most 15"
    assert str(arithmetic(line.rule, line.counted[0])) == "-15 on 2025-12-03"


def test_alternatives_are_read_aloud() -> None:
    lacking = {name: value for name, value in ROCIO.items() if name not in ("email", "company")}

    assert said(verdict_on(lacking, PRICES)) == (
        "Not yet: fits (65 of 40), is not active enough (15 of 30), lacks company, e-mail or phone"
    )
    assert str(alternatives(("a", "b", "c"), fields={n: Field(n, Term(n, n)) for n in "abc"})) == "a or b or c"


def test_who_does_not_fit_is_told_so() -> None:
    assert said(verdict_on({**ROCIO, "sector": "x", "role": "x", "sites": "1"}, PRICES, WEBINAR)) == (
        "Not yet: does not fit enough (10 of 40), is active (33 of 30)"
    )


def test_a_rule_without_a_name_is_read_by_its_condition() -> None:
    first, *_ = DEFINITION.fit

    assert str(fit_rule(first, fields=FIELDS)) == "country is one of PE, MX, CO, CL, ES"


def test_a_director_is_not_asked_by_telephone() -> None:
    assert means_for(FIELDS["need"], profile={"role": "gerente de calidad"}) is Means.CALL
    assert means_for(FIELDS["need"], profile={"role": "gerente general"}) is Means.MEETING
    assert means_for(FIELDS["sites"], profile={"role": "gerente general"}) is Means.WEBSITE
    assert means_for(FIELDS["need"], profile={}) is Means.CALL
    assert set(MEANS) == set(Means)


def test_as_of_decides_what_is_seen() -> None:
    later = judge(DEFINITION, profile=ROCIO, activities=[PRICES], as_of=AS_OF - timedelta(microseconds=1))

    assert later.behaviour == 0


def test_a_total_is_told_and_only_what_is_named() -> None:
    rule = {"name": "prices", "activity": "visit", "points": 5}
    tree = {"agreement": "a", "definitions": [{"name": "d", "behaviour": [rule], "qualified": {"total": 10}}]}
    definition = read_agreement(tree).definition()

    verdict = judge(definition, profile={}, activities=[PRICES], as_of=AS_OF)

    assert str(headline(verdict, definition=definition, fields=FIELDS)) == "Not yet: scores 5 of 10"
