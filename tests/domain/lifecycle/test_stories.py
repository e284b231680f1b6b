"""What users of other products suffer from, told with the people of Nevadal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dueto.domain.lifecycle.attempts import Attempt, PromisedAttempts
from dueto.domain.lifecycle.crossing import Joins, Opens, Stays, crossing, wakes_at
from dueto.domain.lifecycle.handoff import Handoff, Preparation
from dueto.domain.lifecycle.moves import Moved, Refused, move
from dueto.domain.lifecycle.reasons import Agreed, Consequence, ReasonOfLoss, ReasonToGiveBack
from dueto.domain.lifecycle.refusals import Reason
from dueto.domain.lifecycle.stages import OPEN_STAGES, End, Stage
from dueto.domain.lifecycle.standing import Ended, Judged, Standing, Told
from dueto.domain.lifecycle.steps import Step

LIMA = ZoneInfo("America/Lima")
MONDAY = datetime(2026, 3, 9, 15, tzinfo=UTC)
TICK = timedelta(microseconds=1)
AGREED = Agreed(
    returns=(
        ReasonToGiveBack("no piensa comprar ahora", Consequence.NURTURE, 90, counts=True),
        ReasonToGiveBack("aún investiga", Consequence.NURTURE, 30, counts=True, needs_note=True),
        ReasonToGiveBack("demasiado pequeña", Consequence.OUT, counts=True),
        ReasonToGiveBack("persona equivocada", Consequence.COLLEAGUE, counts=True),
        ReasonToGiveBack("dato falso o inválido", Consequence.MEND, counts=True),
        ReasonToGiveBack("no respondió", Consequence.NURTURE, 30, after_attempts=True),
        ReasonToGiveBack("ya es cliente", Consequence.JOIN),
    ),
    recycles=(ReasonToGiveBack("se enfrió sin respuesta", Consequence.NURTURE, 45),),
    losses=(ReasonOfLoss("precio"), ReasonOfLoss("competidor", needs_to_whom=True)),
    attempts=PromisedAttempts(6, timedelta(days=10), channels=2),
)
EMILIO = Standing(Stage.PROSPECT, LIMA, agreed=AGREED)


def go(lead: Standing, *steps: Step, at: datetime = MONDAY, **told: object) -> tuple[Standing, list[Moved]]:
    """Return where the steps lead, as an action would save it, and all moves on the way."""
    moves = []
    for step in steps:
        moved = move(lead=replace(lead, told=Told(**told)), step=step, as_of=at)  # type: ignore[arg-type]
        assert isinstance(moved, Moved), (step, moved)
        moves.append(moved)
        is_open = moved.to in OPEN_STAGES or moved.to in (Stage.WON, Stage.LOST)
        lead = replace(
            lead, stage=moved.to, handoff=moved.handoff if is_open else None,
            last=moved.ended or lead.last, preparation_due=moved.preparation_due,
        )  # fmt: skip
    return lead, moves


def refusal(lead: Standing, step: Step, *, at: datetime = MONDAY, **told: object) -> Reason:
    """Return why the step is refused."""
    refused = move(lead=replace(lead, told=Told(**told)), step=step, as_of=at)  # type: ignore[arg-type]
    assert isinstance(refused, Refused)
    return refused.reason


def judged(lead: Standing, *proof: int, positive: datetime | None = None, fast: datetime | None = None) -> Standing:
    """Return somebody whom the verdict calls qualified."""
    return replace(lead, judged=Judged(True, positive, fast, proof))


def test_crossing_returned_and_crossing_again_are_two_passages_each_with_its_proof() -> None:
    lead, first = go(judged(EMILIO, 1, 2, positive=MONDAY), Step.CROSS, Step.PREPARE, Step.SEND)
    lead, (back,) = go(lead, Step.RETURN, reason="no piensa comprar ahora", earliest=date(2027, 1, 4))
    january = datetime(2027, 1, 4, 5, tzinfo=UTC)
    lead = judged(lead, 7, 8, 9, positive=january - timedelta(days=2))

    assert (lead.stage, lead.last) == (Stage.PROSPECT, back.ended)
    assert refusal(lead, Step.CROSS, at=january - TICK) is Reason.TOO_EARLY
    lead, (second,) = go(lead, Step.CROSS, at=january)

    assert [moved.opens for moved in first] == [True, False, False]
    assert (first[0].proof, second.proof) == ((1, 2), (7, 8, 9))
    assert str(back.because) == "Returned by sales: no piensa comprar ahora (back to nurture)"
    assert back.ended == Ended(
        End.RETURNED, MONDAY, "no piensa comprar ahora", Consequence.NURTURE, date(2027, 1, 4), counts=True
    )
    assert back.owes_answer
    assert (lead.stage, lead.handoff) == (Stage.QUALIFIED, None)


def test_crossing_opens_once_and_fading_points_close_nothing() -> None:
    lead, _ = go(judged(EMILIO, positive=MONDAY), Step.CROSS)
    faded = replace(lead, judged=Judged(qualified=False))

    assert refusal(lead, Step.CROSS) is Reason.LEAD_IS_OPEN
    assert crossing(lead=faded, as_of=MONDAY + timedelta(days=400)) == Stays(Reason.LEAD_IS_OPEN)


def test_a_date_without_something_new_opens_nothing() -> None:
    returned = Ended(End.RETURNED, MONDAY, then=Consequence.NURTURE, earliest=date(2026, 6, 7))
    later = MONDAY + timedelta(days=120)

    for positive in (None, MONDAY - TICK, MONDAY):
        lead = judged(replace(EMILIO, last=returned), positive=positive)
        assert crossing(lead=lead, as_of=later) == Stays(Reason.NOTHING_NEW)
    opened = crossing(lead=judged(replace(EMILIO, last=returned), 5, positive=MONDAY + TICK), as_of=later)

    assert isinstance(opened, Opens)
    assert opened.proof == (5,)


def test_somebody_too_early_is_woken_when_the_day_begins() -> None:
    returned = Ended(End.RETURNED, MONDAY, then=Consequence.NURTURE, earliest=date(2026, 9, 6))
    santiago = ZoneInfo("America/Santiago")  # where the clocks skip that midnight
    lead = judged(replace(EMILIO, zone=santiago, last=returned), positive=MONDAY + TICK)
    wakes = datetime(2026, 9, 6, 4, tzinfo=UTC)

    assert crossing(lead=lead, as_of=wakes - TICK) == Stays(Reason.TOO_EARLY, wakes_at=wakes)
    assert str(Stays(Reason.TOO_EARLY).says) == "The earliest date for coming again has not come yet"
    assert isinstance(crossing(lead=lead, as_of=wakes), Opens)
    assert wakes_at(Ended(End.LAPSED, MONDAY), zone=LIMA) is None


@pytest.mark.parametrize("then", Consequence)
@pytest.mark.parametrize("how", [End.RETURNED, End.RECYCLED])
def test_who_asks_to_talk_again_is_heard_at_once_whatever_the_date(how: End, then: Consequence) -> None:
    back = Ended(how, MONDAY, then=then, earliest=date(2030, 1, 1))
    asks = judged(replace(EMILIO, last=back), fast=MONDAY + TICK)
    asked_before = judged(replace(EMILIO, last=back), fast=MONDAY)

    assert isinstance(crossing(lead=asks, as_of=MONDAY + timedelta(minutes=1)), Opens)
    assert isinstance(crossing(lead=asked_before, as_of=MONDAY + timedelta(minutes=1)), Stays)
    assert crossing(lead=replace(asks, judged=replace(asks.judged, qualified=False)), as_of=MONDAY) == Stays(
        Reason.NOT_QUALIFIED
    )


def test_out_stays_out_and_a_false_datum_waits_until_it_is_mended() -> None:
    lead, _ = go(EMILIO, Step.CLAIM)
    sent = replace(lead, stage=Stage.QUALIFIED, handoff=Handoff.SENT)
    out, (too_small,) = go(sent, Step.RETURN, reason="demasiado pequeña")
    mend, _ = go(sent, Step.RETURN, reason="dato falso o inválido")
    later = MONDAY + timedelta(days=1000)
    assert mend.last is not None
    mended = replace(mend, last=replace(mend.last, mended_at=later))

    assert (out.stage, too_small.is_backward) == (Stage.DISQUALIFIED, True)
    assert crossing(lead=judged(out, positive=later), as_of=later) == Stays(Reason.CLOSED)
    assert crossing(lead=judged(mend, positive=later), as_of=later) == Stays(Reason.NOT_MENDED)
    assert crossing(lead=judged(mended, positive=later), as_of=later - TICK) == Stays(Reason.NOT_MENDED)
    assert isinstance(crossing(lead=judged(mended, positive=later), as_of=later), Opens)
    assert go(out, Step.REINSTATE)[0].stage is Stage.PROSPECT


def test_two_of_one_company_are_one_handoff_with_two_contacts() -> None:
    second = judged(replace(EMILIO, in_hand="avícola los sauces"), positive=MONDAY)
    joined = crossing(lead=second, as_of=MONDAY)

    assert isinstance(joined, Joins)
    assert joined.lead == "avícola los sauces"
    assert refusal(second, Step.CROSS) is Reason.COMPANY_IN_HAND
    assert refusal(second, Step.CLAIM) is Reason.COMPANY_IN_HAND
    assert crossing(lead=replace(second, is_contact=True), as_of=MONDAY) == Stays(Reason.ALREADY_CONTACT)


def test_a_contact_shares_the_end_unless_the_colleague_is_the_right_one() -> None:
    shared = Ended(End.RETURNED, MONDAY, then=Consequence.NURTURE, as_contact=True)
    colleague = replace(shared, then=Consequence.COLLEAGUE)

    assert crossing(lead=judged(replace(EMILIO, last=shared), positive=MONDAY), as_of=MONDAY) == Stays(
        Reason.NOTHING_NEW
    )
    assert isinstance(crossing(lead=judged(replace(EMILIO, last=colleague)), as_of=MONDAY), Opens)


def test_a_caller_is_claimed_at_once_and_prepared_afterwards() -> None:
    caller = replace(EMILIO, stage=Stage.INQUIRY, preparation=Preparation(lacks_data=True, meeting_proposed=False))
    lead, (claimed,) = go(caller, Step.CLAIM)
    ready = replace(lead, preparation=Preparation(meeting_proposed=False))
    done, (prepared,) = go(ready, Step.PREPARE)

    assert claimed.steps == (Step.BECOME_KNOWN, Step.CLAIM)
    assert (lead.stage, lead.handoff, lead.preparation_due) == (Stage.ACCEPTED, Handoff.ACCEPTED, True)
    assert refusal(lead, Step.PREPARE) is Reason.DATA_MISSING
    assert (prepared.to, prepared.preparation_due) == (Stage.ACCEPTED, False)
    assert refusal(done, Step.PREPARE) is Reason.ALREADY_PREPARED


def test_marketing_cannot_skip_preparing_and_simple_mode_records_both_steps() -> None:
    crossed, _ = go(judged(EMILIO), Step.CROSS)
    simple = replace(crossed, simple=True)
    lacking = Preparation(lacks_data=True, history_complete=False, meeting_proposed=False)
    steps = (Step.PREPARE, Step.SEND)

    assert refusal(crossed, Step.SEND) is Reason.NOT_PREPARED
    assert go(simple, Step.SEND)[1][0].steps == steps
    assert go(crossed, Step.PREPARE, Step.SEND)[0] == replace(go(simple, Step.SEND)[0], simple=False)
    for lead, step in ((crossed, Step.PREPARE), (simple, Step.SEND)):
        unready = replace(lead, preparation=lacking)
        assert refusal(unready, step) is Reason.DATA_MISSING
        unready = replace(lead, preparation=replace(lacking, lacks_data=False))
        assert refusal(unready, step) is Reason.HISTORY_INCOMPLETE
        unready = replace(lead, preparation=Preparation(meeting_proposed=False))
        assert refusal(unready, step) is Reason.NO_MEETING


def test_it_is_returned_before_acceptance_and_recycled_after_it() -> None:
    sent, _ = go(judged(EMILIO), Step.CROSS, Step.PREPARE, Step.SEND)
    accepted, _ = go(sent, Step.ACCEPT)
    lead, (moved,) = go(accepted, Step.RECYCLE, reason="se enfrió sin respuesta")

    assert refusal(sent, Step.RECYCLE, reason="se enfrió sin respuesta") is Reason.NOT_ACCEPTED
    assert refusal(accepted, Step.RETURN, reason="ya es cliente") is Reason.ALREADY_ACCEPTED
    assert refusal(accepted, Step.RECYCLE, reason="ya es cliente") is Reason.REASON_NOT_AGREED
    assert refusal(sent, Step.RETURN) is Reason.REASON_MISSING
    assert refusal(sent, Step.RETURN, reason="aún investiga") is Reason.NOTE_MISSING
    assert moved.ended is not None
    assert (moved.ended.how, moved.ended.earliest) == (End.RECYCLED, date(2026, 4, 23))
    assert (lead.stage, moved.is_backward, moved.owes_answer) == (Stage.PROSPECT, True, False)


def test_a_duplicate_does_not_count_against_marketing() -> None:
    sent, _ = go(judged(EMILIO), Step.CROSS, Step.PREPARE, Step.SEND)
    _, (joined,) = go(sent, Step.RETURN, reason="ya es cliente")
    _, (small,) = go(sent, Step.RETURN, reason="demasiado pequeña")

    assert joined.ended is not None
    assert small.ended is not None
    assert (joined.ended.counts, small.ended.counts) == (False, True)


def test_no_answer_is_said_only_after_the_promised_attempts() -> None:
    sent, _ = go(judged(EMILIO), Step.CROSS, Step.PREPARE, Step.SEND)
    every_day = [MONDAY + timedelta(days=day, hours=day % 3) for day in range(6)]
    calls = tuple(Attempt(at, "call") for at in every_day)
    kept = (*calls[:5], Attempt(every_day[5], "message"))
    sixth = every_day[5]

    def outcome(attempts: tuple[Attempt, ...], at: datetime = sixth) -> Moved | Refused:
        lead = replace(sent, attempts=attempts, told=Told("no respondió"))
        return move(lead=lead, step=Step.RETURN, as_of=at)

    def is_refused(attempts: tuple[Attempt, ...], at: datetime = sixth) -> bool:
        answer = outcome(attempts, at)
        return isinstance(answer, Refused) and answer.reason is Reason.ATTEMPTS_MISSING

    within_the_hour = tuple(Attempt(MONDAY + timedelta(minutes=5 * n), ("call", "message")[n % 2]) for n in range(6))
    always_at_ten = tuple(Attempt(MONDAY + timedelta(days=n), ("call", "message")[n % 2]) for n in range(6))
    slow = tuple(replace(attempt, at=attempt.at + timedelta(days=3 * n)) for n, attempt in enumerate(kept))
    assert isinstance(outcome(kept), Moved)
    assert is_refused(kept, sixth - TICK)
    assert is_refused(kept[:5])
    assert is_refused(calls), "one channel of two"
    assert is_refused(within_the_hour)
    assert is_refused(always_at_ten)
    assert is_refused(slow, MONDAY + timedelta(days=60)), "six attempts, never within ten days"
    late = tuple(replace(attempt, at=attempt.at + timedelta(days=20)) for attempt in kept)
    assert isinstance(outcome((calls[0], *late), MONDAY + timedelta(days=60)), Moved), "late, and yet done"


def test_backward_moves_are_legal_and_marked() -> None:
    selling, forward = go(judged(EMILIO), Step.CROSS, Step.PREPARE, Step.SEND, Step.ACCEPT, Step.OPEN_OPPORTUNITY)
    won, (win,) = go(selling, Step.WIN)
    again, (reopened,) = go(won, Step.REOPEN)
    _, (back,) = go(selling, Step.STEP_BACK)

    assert not any(moved.is_backward for moved in (*forward, win))
    assert (reopened.is_backward, reopened.ended, again.stage) == (True, None, Stage.OPPORTUNITY)
    assert (back.is_backward, back.to) == (True, Stage.ACCEPTED)
    assert refusal(replace(won, in_hand="another"), Step.REOPEN) is Reason.COMPANY_IN_HAND


def test_a_loss_says_to_whom_when_the_reason_asks() -> None:
    selling = replace(EMILIO, stage=Stage.OPPORTUNITY, handoff=Handoff.ACCEPTED)
    _, (lost,) = go(selling, Step.LOSE, reason="competidor", to_whom="Termovía")

    assert refusal(selling, Step.LOSE) is Reason.REASON_MISSING
    assert refusal(selling, Step.LOSE, reason="otra cosa") is Reason.REASON_NOT_AGREED
    assert refusal(selling, Step.LOSE, reason="competidor") is Reason.TO_WHOM_MISSING
    assert refusal(replace(selling, stage=Stage.ACCEPTED), Step.WIN) is Reason.NO_OPPORTUNITY
    assert lost.ended == Ended(End.LOST, MONDAY, "competidor", to_whom="Termovía")
    assert str(lost.because) == "It was lost: competidor"


def test_what_is_deferred_has_a_date_that_lies_ahead_and_comes_back() -> None:
    selling = replace(EMILIO, stage=Stage.OPPORTUNITY, handoff=Handoff.ACCEPTED)
    waiting, (deferred,) = go(selling, Step.DEFER, until=date(2027, 1, 15))

    assert refusal(selling, Step.DEFER) is Reason.DATE_MISSING
    assert refusal(selling, Step.DEFER, until=date(2026, 3, 9)) is Reason.DATE_NOT_AHEAD
    assert (deferred.until, deferred.is_backward) == (date(2027, 1, 15), False)
    assert str(deferred.because) == "It waits until 2027-01-15"
    assert go(waiting, Step.RESUME)[0] == selling


def test_it_lapses_at_the_due_instant_and_not_before() -> None:
    sent, _ = go(judged(EMILIO), Step.CROSS, Step.PREPARE, Step.SEND)
    due = replace(sent, lapses_at=MONDAY)
    lead, (lapsed,) = go(due, Step.LAPSE)

    assert refusal(due, Step.LAPSE, at=MONDAY - TICK) is Reason.NOT_DUE
    assert refusal(sent, Step.LAPSE) is Reason.NOT_DUE
    assert (lead.stage, lapsed.handoff, lapsed.ended) == (
        Stage.PROSPECT, Handoff.LAPSED, Ended(End.LAPSED, MONDAY),
    )  # fmt: skip


def test_of_two_open_leads_the_older_stays() -> None:
    younger, _ = go(judged(EMILIO), Step.CROSS, Step.PREPARE, Step.SEND)
    _, (merged,) = go(replace(younger, older=Stage.OPPORTUNITY), Step.MERGE)

    assert refusal(younger, Step.MERGE) is Reason.NO_OLDER_LEAD
    assert (merged.to, merged.handoff, merged.is_backward) == (Stage.OPPORTUNITY, Handoff.WITHDRAWN, False)
    assert merged.ended == Ended(End.MERGED, MONDAY)
