"""The promises of Nevadal, one by one, and what each says of itself."""

from __future__ import annotations

import pytest

from dueto.domain.commitments.promise import Promise, What, promises_of
from dueto.domain.commitments.share import Share
from dueto.domain.commitments.standing import Open, Standing
from dueto.domain.sla.kinds import Kind

RECORD = {
    "commitments": {
        "marketing": [
            {"qualified": 90, "per": "month", "acceptance_at_least": "75%"},
            {"complete": "100%"},
            {"answer_returns": "16h", "met_at_least": "90%"},
        ],
        "sales": [
            {"answer": "4h", "met_at_least": "95%"},
            {"first_contact": "8h", "met_at_least": "90%"},
            {"attempts": 6, "met_at_least": "90%"},
            {"outcome": "100%"},
        ],
    }
}


def about(what: What) -> Promise:
    return next(promise for promise in promises_of(RECORD) if promise.what is what)


def test_each_is_read_in_the_order_of_the_document() -> None:
    assert [(promise.side, promise.what, promise.at_least) for promise in promises_of(RECORD)] == [
        ("marketing", What.QUALIFIED, 100),
        ("marketing", What.ACCEPTANCE, 75),
        ("marketing", What.COMPLETE, 100),
        ("marketing", What.ANSWER_RETURNS, 90),
        ("sales", What.ANSWER, 95),
        ("sales", What.FIRST_CONTACT, 90),
        ("sales", What.ATTEMPTS, 90),
        ("sales", What.OUTCOME, 100),
    ]


def test_an_agreement_without_commitments_promises_nothing() -> None:
    assert promises_of({}) == ()


def test_promises_of_time_name_their_clock() -> None:
    assert about(What.ANSWER_RETURNS).clock is Kind.ANSWER_RETURN
    assert about(What.ACCEPTANCE).clock is None


@pytest.mark.parametrize(
    ("standing", "owed", "kept"),
    [
        (Standing(about(What.QUALIFIED), count=79), "11 qualified to go", "79 of 90"),
        (Standing(about(What.QUALIFIED), count=92), "All 90 that were promised are there", "92 of 90"),
        (
            Standing(about(What.ACCEPTANCE), share=Share(67, 100)),
            "Short by 8 of 100",
            "67 % (67 of 100); 75 % is promised",
        ),
        (Standing(about(What.ACCEPTANCE)), "Nothing to judge yet", "75 % is promised"),
        (
            Standing(about(What.COMPLETE), share=Share(9, 10)),
            "1 hand-off lacks something",
            "90 % (9 of 10); 100 % is promised",
        ),
        (
            Standing(about(What.OUTCOME), share=Share(4, 6)),
            "2 outcomes are not told",
            "66 % (4 of 6); 100 % is promised",
        ),
        (
            Standing(about(What.ANSWER), share=Share(19, 20), open=Open(running=5, due_today=3)),
            "3 clocks run out today",
            "95 % (19 of 20); 95 % is promised",
        ),
        (
            Standing(about(What.ANSWER), share=Share(19, 20), open=Open(running=5, due_today=3, late=1)),
            "1 clock is overdue",
            "95 % (19 of 20); 95 % is promised",
        ),
        (Standing(about(What.ANSWER), share=Share(19, 20)), "Kept so far", "95 % (19 of 20); 95 % is promised"),
    ],
)  # fmt: skip
def test_it_says_what_is_owed_before_what_was_kept(standing: Standing, owed: str, kept: str) -> None:
    assert (str(standing.owed), str(standing.kept)) == (owed, kept)


def test_it_is_kept_at_exactly_what_was_promised() -> None:
    assert Standing(about(What.ANSWER), share=Share(19, 20)).is_kept is True
    assert Standing(about(What.ANSWER), share=Share(94, 100)).is_kept is False
    assert Standing(about(What.ANSWER)).is_kept is None
    assert Standing(about(What.QUALIFIED), count=89).is_kept is None
