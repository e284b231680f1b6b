"""From files to findings: read, judged at once, told."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dueto.adapters.readers.mapping import Mapping
from dueto.adapters.voice import Voice
from dueto.analytics.judge.everybody import judge_everybody
from dueto.analytics.judge.nearest import nearest
from dueto.analytics.outcome import OutcomeFinding, outcome_finding
from dueto.analytics.tables import engine, read_tables
from dueto.cli.qualify.acts import read_activities
from dueto.cli.qualify.columns import ungiven
from dueto.cli.qualify.findings import Findings, PersonFinding
from dueto.cli.qualify.leads import Leads, read_leads
from dueto.cli.qualify.refusals import Refusals
from dueto.cli.qualify.request import Request
from dueto.cli.qualify.tally import counts_of, one_datum_worth, shortfalls, source_quality
from dueto.cli.qualify.verdicts import people_of
from dueto.cli.speech import progress_bar
from dueto.domain.basics.message import Message, say
from dueto.domain.qualification.verdict import Standing


@dataclass(frozen=True, slots=True)
class Answer:
    """The findings, what was refused, and the mappings that were used, by file."""

    findings: Findings
    refusals: Refusals
    mappings: tuple[tuple[Path, Mapping], ...]
    guessed: bool


@contextmanager
def qualify(request: Request, *, voice: Voice) -> Iterator[Answer]:
    """Give the answer to the request; what was written on the way is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dueto-") as folder, progress_bar() as bar:
        workshop = Path(folder)
        refusals = Refusals(workshop / "refused.jsonl", voice)
        leads = read_leads(request, workshop, refusals=refusals, bar=bar, voice=voice)
        acts = read_activities(request, workshop, leads=leads, refusals=refusals, bar=bar, voice=voice)
        asked = [*ungiven(request, [mapping for _, mapping in leads.mappings]), *_gone_quiet(request, leads)]
        bar.add_task(voice(say("Judging")), total=None)
        findings = _judge(request, leads, workshop, notices=(*leads.notices, *acts, *asked))
        bar.stop()
        yield Answer(findings, refusals, tuple(leads.mappings), guessed=request.mapping is None)


def _judge(request: Request, leads: Leads, workshop: Path, *, notices: tuple[Message, ...]) -> Findings:
    on = engine(spill=workshop)
    definition, agreement, as_of = request.definition, request.agreement, request.as_of
    tables = read_tables(workshop, on=on)
    verdicts = judge_everybody(tables, definition=definition, as_of=as_of)
    near = dict(nearest(tables, verdicts, definition=definition, fields=agreement.fields, as_of=as_of))
    people = people_of(verdicts, leads=leads, definition=definition, near=near)
    finding = _outcome(leads, people)
    return Findings(
        agreement=agreement,
        definition=definition,
        as_of=as_of,
        files=tuple(path.name for path in request.leads),
        counts=counts_of(people, refused=leads.refused),
        people=people,
        worth=one_datum_worth(people),
        shortfalls=shortfalls(people, definition=definition, fields=agreement.fields),
        sources=source_quality(people),
        outcome=finding,
        notices=notices,
    )


def _gone_quiet(request: Request, leads: Leads) -> Iterator[Message]:
    if request.activities is not None and leads.outcome is not None:
        yield say(
            "Behaviour is that of the day of the judgement: who was won long ago looks quiet by now. Judge with --as-of"
            " an earlier day to see people as they were."
        )


def _outcome(leads: Leads, people: list[PersonFinding]) -> OutcomeFinding | None:
    if leads.outcome is None:
        return None
    return outcome_finding(
        column=leads.outcome,
        people=[person.person for person in people],
        scores=[person.total for person in people],
        qualified=[person.standing is Standing.QUALIFIED for person in people],
        won=[person.outcome for person in people],
    )
