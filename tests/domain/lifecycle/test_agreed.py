"""What the lifecycle takes from the agreement."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.lifecycle.attempts import PromisedAttempts
from dueto.domain.lifecycle.reasons import Agreed, Consequence, ReasonOfLoss, ReasonToGiveBack, agreed_from


def agreed(**parts: Any) -> Agreed:
    """Return what a checked agreement with these parts says."""
    definition = {"name": "d", "qualified": {"fit": 1}, "fit": [{"when": {"sites": {"at_least": 1}}, "points": 1}]}
    document = {"agreement": "Nevadal", "definitions": [definition], **parts}
    return agreed_from(read_agreement(document).record)


def test_it_reads_the_reasons_with_what_follows_from_each() -> None:
    reasons = {
        "return": [
            {"reason": "aún investiga", "then": "nurture", "earliest": "30d", "counts": True, "note": True},
            {"reason": "demasiado pequeña", "then": "out", "counts": True},
        ],
        "recycle": [{"reason": "se enfrió", "then": "nurture", "earliest": "45d", "counts": False}],
        "lost": [{"reason": "precio"}, {"reason": "competidor", "to_whom": True}],
    }
    read = agreed(reasons=reasons)

    assert read.to_return("aún investiga") == ReasonToGiveBack(
        "aún investiga", Consequence.NURTURE, 30, counts=True, needs_note=True
    )
    assert read.to_return("demasiado pequeña") == ReasonToGiveBack("demasiado pequeña", Consequence.OUT, counts=True)
    assert read.to_return("se enfrió") is None
    assert read.to_recycle("se enfrió") == ReasonToGiveBack("se enfrió", Consequence.NURTURE, 45)
    assert read.to_recycle("demasiado pequeña") is None
    assert read.of_loss("competidor") == ReasonOfLoss("competidor", needs_to_whom=True)
    assert read.of_loss("suerte") is None


def test_where_the_agreement_lists_no_reasons_any_word_will_do() -> None:
    read = agreed()

    assert read == Agreed()
    assert read.to_return("no") == read.to_recycle("no") == ReasonToGiveBack("no", Consequence.NURTURE)
    assert read.of_loss("precio") == ReasonOfLoss("precio")


def test_reasons_to_return_serve_to_recycle_where_no_others_are_listed() -> None:
    read = agreed(reasons={"return": [{"reason": "out", "then": "out", "counts": True}]})

    assert read.to_recycle("out") == ReasonToGiveBack("out", Consequence.OUT, counts=True)
    assert read.to_recycle("other") is None


def test_it_reads_the_promised_attempts() -> None:
    def stage(**attempts: Any) -> dict[str, Any]:
        return {"stage": "accepted", "owner": "sales", "clock": {"attempts": attempts}}

    qualified = {"stage": "qualified", "owner": "marketing"}
    in_days = agreed(process=[qualified, stage(n=6, within="10d", channels=2)])
    in_hours = agreed(process=[stage(n=3, within="48h")])
    promised = agreed(process=[qualified], commitments={"sales": [{"answer": "4h"}, {"attempts": 5}]})
    nothing = agreed(commitments={"sales": [{"answer": "4h"}]})

    assert in_days.attempts == PromisedAttempts(6, timedelta(days=10), 2)
    assert in_hours.attempts == PromisedAttempts(3, timedelta(hours=48))
    assert promised.attempts == PromisedAttempts(5)
    assert nothing.attempts is None
