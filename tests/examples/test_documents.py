"""The examples as documents: valid, exact on the way out and in, without a column that leaks, and telling the truth."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from proofs.real_exports import EXAMPLES, PAGE, ROOT, example, page

from dueto.adapters.readers.mapping import Mapping
from dueto.adapters.readers.mapping_file import mapping_from, read_mapping, tree_of
from dueto.adapters.yaml_document import read_yaml, write_yaml
from dueto.domain.agreement.agreement import Agreement, read_agreement
from dueto.domain.agreement.notices import notices
from tests.examples.conftest import Run

FILES = {
    "x_education": "x_education/leads.csv",
    "olist_funnel": "olist_funnel/marketing_qualified_leads.csv",
    "b2b_opportunities": "b2b_opportunities/opportunities.csv",
    "zoho": "crm_exports/zoho/Leads.csv",
}
# Filled in after sales has talked to the person, or doubtful: no definition may see them.
LEAKING = {
    "x_education": {
        "Tags", "Lead Quality", "Lead Profile", "Last Activity", "Last Notable Activity", "Asymmetrique Activity Index",
        "Asymmetrique Profile Index", "Asymmetrique Activity Score", "Asymmetrique Profile Score",
        "What is your current occupation", "What matters most to you in choosing a course", "Converted",
    },
    "olist_funnel": {
        "seller_id", "sdr_id", "sr_id", "won_date", "business_segment", "lead_type", "lead_behaviour_profile",
        "has_company", "has_gtin", "average_stock", "business_type", "declared_product_catalog_size",
        "declared_monthly_revenue",
    },
    "b2b_opportunities": {
        "Seller", "Competitors", "Purch_dept", "Partnership", "Posit_statm", "Strat_deal", "Cross_sale", "Att_t_client",
        "Status",
    },
    "zoho": {"Lead Status", "Lead Owner", "CONVERTED", "Stage"},
}  # fmt: skip
AGREEMENTS = sorted((ROOT / "examples").glob("*/agreement*.yaml"))
each_example = pytest.mark.parametrize("name", EXAMPLES)


def agreement_in(path: Path) -> Agreement:
    return read_agreement(read_yaml(path.read_text(encoding="utf-8")).tree)


def mapping_in(name: str) -> Mapping:
    return read_mapping(ROOT / "examples" / name / "mapping.yaml")


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_agreement_is_the_same_after_writing_and_reading(path: Path) -> None:
    agreement = agreement_in(path)

    again = read_agreement(read_yaml(write_yaml(dict(agreement.tree))).tree)

    assert again.hash == agreement.hash
    assert again.definitions == agreement.definitions


@each_example
def test_an_agreement_gives_nothing_to_notice(name: str) -> None:
    assert notices(agreement_in(ROOT / "examples" / name / "agreement.yaml")) == ()


@each_example
def test_a_mapping_is_the_same_after_writing_and_reading(name: str) -> None:
    mapping = mapping_in(name)

    assert mapping_from(read_yaml(write_yaml(tree_of(mapping)))) == mapping


@each_example
def test_no_column_that_leaks_is_a_datum(name: str) -> None:
    mapping = mapping_in(name)

    assert LEAKING[name].isdisjoint(mapping.columns)
    assert LEAKING[name].isdisjoint((mapping.person, mapping.known_at, mapping.occurred_at))


@each_example
def test_the_definition_asks_only_for_mapped_data(name: str) -> None:
    definition = agreement_in(ROOT / "examples" / name / "agreement.yaml").definition()
    derived = {"full_name"} if "last_name" in mapping_in(name).fields() else set()

    assert set(definition.fields()) <= {*mapping_in(name).fields(), *derived}


@pytest.mark.data
@each_example
def test_every_column_is_used_or_left_out_with_a_reason(name: str, data_dir: Path) -> None:
    mapping = mapping_in(name)
    delimiter = ";" if name == "b2b_opportunities" else ","
    with (data_dir / FILES[name]).open(encoding="utf-8-sig", newline="") as file:
        headers = set(next(csv.reader(file, delimiter=delimiter)))

    used = mapping.headers() & headers
    assert used | mapping.left_out.keys() == headers
    assert used.isdisjoint(mapping.left_out)
    assert all(mapping.left_out.values())


@pytest.mark.data
@each_example
def test_a_readme_says_what_the_command_prints_today(name: str, run_of: Callable[[str], Run]) -> None:
    assert example(name).stated == run_of(name).printed, "run: python -m proofs.real_exports"


@pytest.mark.data
def test_the_page_of_proof_is_the_one_made_today(run_of: Callable[[str], Run]) -> None:
    made = page(told={name: run_of(name).printed for name in EXAMPLES})

    assert PAGE.read_text(encoding="utf-8") == made, "run: python -m proofs.real_exports"


def test_the_page_of_proof_names_no_place_and_no_hour() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert not re.search(r"(?<![\w$])/(?:home|tmp|work|Users|var)/", text)
    assert not re.search(r"\d\d:\d\d", text)
