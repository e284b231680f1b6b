"""The report: one page that holds all that it needs, and can be forwarded, printed and read without a network."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dueto.adapters.voice import Voice
from dueto.cli.qualify.findings import Findings
from dueto.cli.qualify.report import opening, ranking
from dueto.cli.qualify.report.clauses import clauses
from dueto.cli.qualify.report.closing import closing
from dueto.cli.qualify.report.entry import Entries
from dueto.cli.qualify.report.figure import Figure
from dueto.cli.qualify.report.funnel import funnel
from dueto.cli.qualify.report.histogram import histogram
from dueto.cli.qualify.report.names import Names, wins_named
from dueto.cli.qualify.report.plane import plane
from dueto.cli.qualify.report.tally import Tally, tally
from dueto.domain.basics.message import Value, say, say_many

HERE = "dueto.cli.qualify.report"


def render(findings: Findings, *, voice: Voice) -> str:
    """Return the whole page as text. Everybody is gone through once, and at most 500 people are listed."""
    counted = tally(findings.people, by_name=frozenset(wins_named(findings)))
    entries = Entries(findings.agreement, findings.definition, voice)
    style, script = _packaged("page.css"), _packaged("page.js")
    return (
        _environment(voice)
        .get_template("page.html.j2")
        .render(
            findings=findings,
            counts=findings.counts,
            style=style,
            script=script,
            policy=_policy(style, script),
            locale=str(voice.locale).replace("_", "-"),
            kicker=opening.kicker(findings),
            headline=[voice(one) for one in opening.headline(findings.counts)],
            advice=[voice(one) for one in opening.advice(findings)],
            particulars=opening.particulars(findings, voice=voice),
            notices=[voice(one) for one in findings.notices],
            names=Names(findings, counted, entries, voice),
            funnel=funnel(findings.counts, voice=voice),
            scores=_scores(findings, counted, entries, voice),
            worth=ranking.worth(findings, voice=voice),
            shortfalls=ranking.shortfalls(findings, voice=voice),
            sources=ranking.sources(findings, voice=voice),
            closing=closing(findings.outcome, voice=voice) if findings.outcome else None,
            entries=entries,
            people=[entries.entry(one, place=place) for place, one in enumerate(counted.shown, 1)],
            left_out=findings.counts.judged - len(counted.shown),
            clauses=clauses(findings.agreement, findings.definition, voice=voice),
        )
    )


def _scores(findings: Findings, counted: Tally, entries: Entries, voice: Voice) -> Figure | None:
    """Return the plane where both sums count, else the one score that does; nothing where nobody was judged."""
    if not counted.people:
        return None
    draw = plane if entries.asks_both else histogram
    return draw(counted.cells, least=findings.definition.qualified, voice=voice)


def _environment(voice: Voice) -> Environment:
    environment = Environment(
        loader=PackageLoader(HERE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def spoken(text: str, **values: Value) -> str:
        return voice(say(text, **values))

    def spoken_many(one: str, many: str, count: int, **values: Value) -> str:
        return voice(say_many(one, many, count, **values))

    environment.globals.update(say=spoken, say_many=spoken_many, voice=voice, Markup=Markup)
    return environment


def _packaged(name: str) -> Markup:
    """Return a style or script of ours, as it stands in the page and as it is hashed."""
    return Markup((files(HERE) / "templates" / name).read_text("utf-8").strip())  # noqa: S704


def _policy(style: str, script: str) -> str:
    """Return a policy under which nothing runs, looks or loads but this one style and this one script."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
