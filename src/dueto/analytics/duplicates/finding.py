"""Finding the pairs: by Splink on an engine of its own, bounded in memory and threads."""

# ruff: noqa: S608, PLC0415  the columns and rules in these questions are our own; Splink, slow to load, is loaded to search

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

import duckdb
import pyarrow as pa

from dueto.analytics.bounds import MEMORY, THREADS
from dueto.analytics.duplicates.plan import Comparison, Level, Plan

LIKELY: Final = 0.5
RANDOM_PAIRS: Final = 1_000_000
PAIRS_A_RECORD: Final = 50
ENOUGH_TO_LEARN: Final = 60
"""With fewer sure pairs than this, how the same differ among themselves is not learnt: it stays as it was planned."""
SEED: Final = 20
RAREST: Final = 0.00001
"""No agreement counts for more than one of so rare a value."""
MOST_LIKELY: Final = 0.05
"""However few records there are, two of them are hardly ever the same."""
Told = Callable[[str], None]


def find_pairs(
    records: pa.Table, plan: Plan, *, least: float = LIKELY, fresh: str = "", told: Told = lambda stage: None
) -> pa.Table:
    """Return the pairs at least as likely as `least`.

    Columns: left, right (ids, the smaller first), probability, weight (in bits), and for each comparison `x` how alike
    (`x_level`, numbered as in `Comparison.names`, -1: unknown) and what that is worth (`x_weight`, in bits). The
    records have an `id` and the columns of the plan. With `fresh`, a column that says so, at least one of the two is
    new or changed. `told` hears the name of each stage as it begins.
    """
    if records.num_rows < 2:
        return _nothing(plan)
    logging.getLogger("splink").setLevel(logging.ERROR)
    engine = duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY})
    try:
        return _found(engine, records, plan, least=least, fresh=fresh, told=told)
    finally:
        engine.close()


def _found(
    engine: duckdb.DuckDBPyConnection, records: pa.Table, plan: Plan, *, least: float, fresh: str, told: Told
) -> pa.Table:
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    told("blocking")
    _place(engine, records, plan)
    candidates = _candidates(engine, plan)
    if not candidates:
        return _nothing(plan)
    sure = _sure_pairs(engine, plan)
    prior = _prior(sure, plan, records=records.num_rows)
    keys = [f"block_{number}" for number in range(len(plan.blocks))]
    settings = SettingsCreator(
        link_type="dedupe_only", unique_id_column_name="id", probability_two_random_records_match=prior,
        comparisons=[_comparison(one) for one in plan.comparisons],
        blocking_rules_to_generate_predictions=[_block(key, fresh) for key in keys],
        retain_intermediate_calculation_columns=True, retain_matching_columns=True,
    )  # fmt: skip
    api = DuckDBAPI(engine)
    linker = Linker(api.register("records"), settings, log_level=logging.ERROR, validate_settings=False)
    told("chance")
    for column in dict.fromkeys(level.common for one in plan.comparisons for level in one.levels if level.common):
        linker.table_management.register_term_frequency_lookup(api.register(_how_rare(engine, column)), column)
    by_chance = min(RANDOM_PAIRS, max(PAIRS_A_RECORD * records.num_rows, RANDOM_PAIRS // 5))
    linker.training.estimate_u_using_random_sampling(max_pairs=by_chance, seed=SEED, num_chunks=1)
    if sure >= ENOUGH_TO_LEARN and plan.learn:
        told("likeness")
        for block in plan.learn:
            key = keys[plan.blocks.index(block)]
            if not _groups(engine, key):
                continue  # nobody shares it, so there is nothing to learn from
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(key), fix_probability_two_random_records_match=True, record_sample_proportion=1.0
            )
    told("pairs")
    pairs = linker.inference.predict(threshold_match_probability=least).as_duckdbpyrelation()
    columns = ", ".join(
        f"gamma_{one.name} as {one.name}_level, {_weight(one, pairs.columns)} as {one.name}_weight"
        for one in plan.comparisons
    )
    kept = pairs.filter(f"not coalesce({plan.veto}, false)") if plan.veto else pairs
    return kept.project(
        "least(id_l, id_r) as left, greatest(id_l, id_r) as right, match_probability as probability, "
        f"match_weight as weight, {columns}"
    ).to_arrow_table()


def _place(engine: duckdb.DuckDBPyConnection, records: pa.Table, plan: Plan) -> None:
    """Give the engine the records, with a key for each block; a key that too many share is none."""
    engine.register("given", records)
    keys = []
    for number, block in enumerate(plan.blocks):
        key = " || chr(31) || ".join(f"cast({name} as varchar)" for name in block)
        keys.append(f"case when count(*) over (partition by {key}) <= {plan.most} then {key} end as block_{number}")
    engine.execute(f"create table records as select *, {', '.join(keys)} from given").fetchall()
    engine.unregister("given")


def _how_rare(engine: duckdb.DuckDBPyConnection, column: str) -> str:
    """Return the table of how rare each value is: how likely another record than the one who has it has it too."""
    engine.execute(
        f"create table rare_{column} as select {column}, greatest(count(*) - 1, 1) / "
        f"greatest((select count({column}) from records) - 1, 1) as tf_{column} "
        f"from records where {column} is not null group by {column}"
    ).fetchall()
    return f"rare_{column}"


def _candidates(engine: duckdb.DuckDBPyConnection, plan: Plan) -> int:
    return max(_groups(engine, f"block_{number}") for number in range(len(plan.blocks)))


def _groups(engine: duckdb.DuckDBPyConnection, key: str) -> int:
    """Return how many values of a key are shared by two records or more."""
    shared = f"select 1 from records where {key} is not null group by {key} having count(*) > 1"
    return _one(engine, f"select count(*) from ({shared})")


def _sure_pairs(engine: duckdb.DuckDBPyConnection, plan: Plan) -> int:
    """Return how many pairs agree where hardly anybody else does."""
    found = []
    for rule in plan.sure:
        key = ", ".join(rule)
        known = " and ".join(f"{name} is not null" for name in rule)
        named = ", ".join(f"{name} as k{place}" for place, name in enumerate(rule))
        groups = f"select id, {named}, count(*) over (partition by {key}) as shared from records where {known}"
        agree = " and ".join(f"a.k{place} = b.k{place}" for place in range(len(rule)))
        few = f"select * from ({groups}) where shared between 2 and {plan.most}"
        found.append(f"select a.id, b.id as other from ({few}) a join ({few}) b on {agree} and a.id < b.id")
    return _one(engine, f"select count(*) from ({' union '.join(found)})") if found else 0


def _prior(sure: int, plan: Plan, *, records: int) -> float:
    """Return how likely two records taken by chance are the same: from the sure pairs, and at least one in the base."""
    return min(max(sure / plan.sure_share, 1.0) / (records * (records - 1) / 2), MOST_LIKELY)


def _comparison(one: Comparison) -> dict[str, Any]:
    rest = one.differs or max(1.0 - sum(level.same for level in one.levels), 0.01)
    levels: list[dict[str, Any]] = [
        {"sql_condition": one.unknown, "label_for_charts": "unknown", "is_null_level": True},
        *(_level(level) for level in one.levels),
        {"sql_condition": "ELSE", "label_for_charts": "differs", "m_probability": rest},
    ]
    return {"output_column_name": one.name, "comparison_levels": levels}


def _level(one: Level) -> dict[str, Any]:
    level: dict[str, Any] = {"sql_condition": one.sql, "label_for_charts": one.name, "m_probability": one.same}
    if one.common:
        level |= {
            "tf_adjustment_column": one.common, "tf_adjustment_weight": 1.0, "tf_minimum_u_value": RAREST,
            "disable_tf_exact_match_detection": True,
        }  # fmt: skip
    if one.chance:
        level |= {"u_probability": one.chance, "fix_u_probability": True}
    return level


def _block(key: str, fresh: str) -> Any:
    from splink import block_on
    from splink.blocking_rule_library import CustomRule

    if not fresh:
        return block_on(key)
    return CustomRule(f"l.{key} = r.{key} and (l.{fresh} or r.{fresh})", sql_dialect="duckdb")


def _weight(one: Comparison, columns: list[str]) -> str:
    adjusted = f"mw_tf_adj_{one.name}"
    return f"mw_{one.name} + {adjusted}" if adjusted in columns else f"mw_{one.name}"


def _one(engine: duckdb.DuckDBPyConnection, question: str) -> int:
    return int(engine.execute(question).fetchall()[0][0])


def _nothing(plan: Plan) -> pa.Table:
    columns = {"left": pa.int64(), "right": pa.int64(), "probability": pa.float64(), "weight": pa.float64()}
    for one in plan.comparisons:
        columns |= {f"{one.name}_level": pa.int32(), f"{one.name}_weight": pa.float64()}
    return pa.schema(list(columns.items())).empty_table()
