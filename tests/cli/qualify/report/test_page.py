"""What the page says, and that it holds everything it needs."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from dueto.adapters.voice import Voice
from dueto.cli.qualify.findings import Findings
from dueto.cli.qualify.report import render
from dueto.cli.qualify.report.tally import MOST_SHOWN
from dueto.domain.qualification.verdict import Standing
from tests.cli.qualify.report.parsed import Element, parsed
from tests.cli.qualify.report.sample import agreement_of, findings_of, nevadal, sample, someone

FIT_ONLY = """
agreement: Taller
definitions:
  - name: grandes
    required: [company]
    fit:
      - {when: {sites: {at_least: 2}}, points: 30}
      - {when: {sector: {one_of: [alimentos]}}, points: 30, name: sector que atendemos}
    qualified: {fit: 40}
"""
TOTAL_ONLY = FIT_ONLY.replace("qualified: {fit: 40}", "qualified: {total: 40}")


def headline(page: str) -> str:
    return parsed(page).all("h1")[0].text()


def test_it_says_first_how_many_were_read_how_many_qualify_and_how_many_are_near(
    english: str, findings: Findings
) -> None:
    counts = findings.counts

    assert headline(english) == (
        f"{counts.read} people were read. {counts.qualified} qualify. {counts.one_datum_away} more are one datum away."
    )


def test_it_says_it_in_spanish(spanish: str) -> None:
    assert headline(spanish) == "Se leyeron 305 personas. Califican 31. Otras 20 están a un solo dato."


def test_it_names_what_the_figures_come_from(english: str, findings: Findings) -> None:
    particulars = parsed(english).all("dl", class_="particulars")[0].text()

    assert "Nevadal, version 4" in particulars
    assert findings.agreement.hash[:12] in particulars
    assert "personas.csv" in particulars
    assert "exportaciones/" not in particulars
    assert "5 rows, see refused.csv" in particulars
    assert "Mar 16, 2026" in particulars


def test_it_lists_arithmetic_that_sums_to_the_shown_sums(english: str, findings: Findings) -> None:
    people = parsed(english).all("ol", id="list")[0].all("details")

    assert len(people) == len(findings.people)
    for shown, one in zip(people, findings.people, strict=True):
        scores = [int(score.text()) for score in shown.all("summary")[0].all("span", class_="number")]
        sums = [sum(int(line.text()) for line in part.all("b")) for part in shown.all("div", class_="sum")]
        assert scores == sums == [one.fit, one.behaviour]


def test_it_reads_rules_aloud_in_the_arithmetic_and_at_the_end(english: str) -> None:
    page = parsed(english)

    first = page.all("li", id="p1")[0].text()
    definition = page.all("section", class_="definition")[0].text()

    assert "sites is from 2 to 19" in first
    assert "country is one of PE, MX, CO, CL, ES" in definition
    assert "visit where page starts with /precios once a day; worth half after 14 days; 25 points at most" in definition
    assert "reaches 40 points of fit and 30 points of behaviour" in definition


def test_it_shows_no_more_than_500_people_and_says_where_the_others_are(findings: Findings) -> None:
    crowd = findings_of(findings.agreement, [someone(person=str(number)) for number in range(MOST_SHOWN + 7)])

    page = parsed(render(crowd, voice=Voice("en")))

    assert len(page.all("ol", id="list")[0].all("details")) == MOST_SHOWN
    assert "The first 500 in order of merit; 7 more are in verdicts.csv" in page.text()


def test_it_stays_under_two_megabytes_with_500_people() -> None:
    page = render(sample(MOST_SHOWN + 100), voice=Voice("es"))

    assert len(page.encode()) < 1_500_000


def test_it_loads_nothing_and_runs_only_its_own_script(spanish: str) -> None:
    page = parsed(spanish)
    elements = page.all()
    policy = page.all("meta", http_equiv="Content-Security-Policy")[0].attributes["content"]
    (script,), (style,) = page.all("script"), page.all("style")

    assert policy == (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not [element for element in elements if {"src", "srcset", "style", "action"} & set(element.attributes)]
    assert not [name for element in elements for name in element.attributes if name.startswith("on")]
    assert all(link.attributes["href"].startswith("#") for link in page.all("a"))
    assert not page.all("link")
    assert not re.search(r"https?://|@import|url\(", spanish)


def digest(element: Element) -> str:
    text = "".join(part for part in element.children if isinstance(part, str))
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_it_has_one_title_and_headings_in_order(english: str) -> None:
    headings = [int(one.tag[1]) for one in parsed(english).all() if re.fullmatch(r"h[1-6]", one.tag)]

    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(headings))


def test_it_gives_each_id_once_and_each_link_a_place(english: str) -> None:
    page = parsed(english)
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]

    assert len(ids) == len(set(ids))
    assert {link.attributes["href"][1:] for link in page.all("a")} <= set(ids)


def test_it_describes_each_drawing_in_words(english: str) -> None:
    page = parsed(english)
    drawings = page.all("svg", role="img")

    assert len(drawings) == 6
    for drawing in drawings:
        title, desc = drawing.attributes["aria-labelledby"].split()
        assert page.all("title", id=title)[0].text()
        assert len(page.all("desc", id=desc)[0].text()) > 20


def test_it_names_the_wins_that_the_definition_misses_and_says_why(english: str, findings: Findings) -> None:
    assert findings.outcome is not None
    missed = [one for one in findings.people if one.outcome and one.standing is not Standing.QUALIFIED]

    groups = parsed(english).all("section", aria_labelledby="outcome")[0].all("h3")
    text = parsed(english).all("section", aria_labelledby="outcome")[0].text()

    assert f"Wins missed: {len(missed)}" in [group.text() for group in groups]
    assert all((one.name or one.company) in text for one in missed)
    assert "One datum away: sites" in text


def test_it_speaks_of_outcomes_only_where_they_are_known(findings: Findings) -> None:
    page = render(replace(findings, outcome=None), voice=Voice("en"))

    assert "What came of them" not in page
    assert "Wins" not in page


def test_it_warns_where_outcomes_are_thin() -> None:
    thin = sample(60)
    assert thin.outcome is not None
    assert thin.outcome.qualified.is_thin

    page = parsed(render(thin, voice=Voice("es"))).text()

    assert f"Con {thin.outcome.qualified.known} desenlaces entre quienes califican no se puede asegurar" in page


def test_it_gives_no_rate_under_twenty_without_its_interval(english: str, findings: Findings) -> None:
    rows = parsed(english).all("table", class_="sources")[0].all("tbody")[0].all("tr")
    small = [one for one in findings.sources if one.people < 20]

    assert small
    for row in rows:
        shares = row.all("td", class_="share")
        people = int(shares[0].all("span")[0].text().split(" of ")[1])
        assert " to " in shares[0].all("small")[0].text()
        assert bool(shares[0].all("b")) == (people >= 20)


def test_it_writes_numbers_in_the_manner_of_the_country() -> None:
    crowd = findings_of(nevadal(), [someone(person=str(number)) for number in range(1200)])

    assert "Se leyeron 1,200 personas." in headline(render(crowd, voice=Voice("es", country="PE")))
    assert "Se leyeron 1.200 personas." in headline(render(crowd, voice=Voice("es", country="CO")))


def test_it_draws_one_score_and_its_threshold_where_only_one_is_asked() -> None:
    for text in (FIT_ONLY, TOTAL_ONLY):
        agreement = agreement_of(text)
        people = [
            someone(
                person="1", fit=60, total=60, fit_points=(30, 30), behaviour_points=(), standing=Standing.QUALIFIED
            ),
            someone(person="2", fit=30, total=30, fit_points=(30, 0), behaviour_points=()),
        ]

        page = parsed(render(findings_of(agreement, people), voice=Voice("en")))

        assert "People by score" in [heading.text() for heading in page.all("h2")]
        assert "1 person reaches 40." in page.text()
        assert "threshold 40" in page.text()
        assert "Behaviour" not in page.all("section", aria_labelledby="people")[0].text()


def test_it_leaves_rules_without_points_out_where_there_are_very_many() -> None:
    rules = "\n".join(f"      - {{when: {{sites: {{at_least: {n}}}}}, points: 1, name: r{n}}}" for n in range(2, 82))
    agreement = agreement_of(
        f"agreement: Muchas\ndefinitions:\n  - name: todas\n    fit:\n{rules}\n    qualified: {{fit: 40}}\n"
    )
    one = someone(fit=2, total=2, fit_points=(1, 1, *[0] * 78), behaviour_points=())

    row = parsed(render(findings_of(agreement, [one]), voice=Voice("en"))).all("li", id="p1")[0].text()

    assert "r2 1" in row
    assert "78 rules give no points" in row


def test_it_draws_upright_bars_whose_dark_part_qualifies() -> None:
    agreement = agreement_of(FIT_ONLY)
    few = [someone(person=f"a{n}", fit=10, total=10, fit_points=(10, 0), behaviour_points=()) for n in range(9)]
    lead = someone(person="b", fit=60, total=60, fit_points=(30, 30), behaviour_points=(), standing=Standing.QUALIFIED)

    drawing = parsed(render(findings_of(agreement, [lead, *few]), voice=Voice("en"))).all("svg", class_="wide")[1]

    heights = {}
    for bar in drawing.all("path"):
        fill = bar.attributes.get("fill", "")
        if fill in ("var(--ink)", "var(--faint)"):
            heights[fill] = float(re.findall(r"v(-?[\d.]+)", bar.attributes["d"])[0])
    assert abs(heights["var(--faint)"] / heights["var(--ink)"]) == pytest.approx(9, rel=0.05)
