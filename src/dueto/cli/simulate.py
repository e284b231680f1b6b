"""`dueto simulate`: the world of Nevadal as files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from dueto.adapters.voice import Voice
from dueto.cli.instants import INSTANT, in_zone
from dueto.cli.speech import heard, language_option, progress_bar
from dueto.cli.spoken import SpokenCommand
from dueto.domain.basics.message import say
from dueto.world.files import write_world
from dueto.world.plan import PEOPLE
from dueto.world.simulation import FEWEST, simulate

FOLDER = click.Path(path_type=Path, file_okay=False)
MOST = click.IntRange(FEWEST, 5_000_000)
HELP = say(
    "Write the world of Nevadal, the company of the demo. 24 months of people, facts, activities and deals, as CSV and"
    " Parquet; the same seed and launch give the same world."
)
OUT = say("the folder to write into")
HOW_MANY = say("how many known people")
WHICH = say("which of the possible worlds")
WHEN = say("the instant at which the story begins, like 2026-11-23T09:00-05:00; now if left out")


def simulate_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run(out: Path, people: int, seed: int, launch: datetime | None) -> None:
        write_nevadal(
            out, people=people, seed=seed, launch=in_zone(launch, UTC) if launch else datetime.now(UTC), voice=voice
        )
        heard(say("Nevadal is in {out}: people, facts, activities, leads and deals.", out=str(out)), voice=voice)

    return SpokenCommand(
        "simulate",
        voice=voice,
        callback=run,
        help=voice(HELP),
        params=[
            click.Option(["--out"], type=FOLDER, required=True, metavar=voice(say("DIR")), help=voice(OUT)),
            click.Option(["--people"], type=MOST, metavar="N", default=PEOPLE, show_default=True, help=voice(HOW_MANY)),
            click.Option(["--seed"], type=int, metavar="S", default=7, show_default=True, help=voice(WHICH)),
            click.Option(["--launch"], type=INSTANT, metavar="T", help=voice(WHEN)),
            language_option(voice),
        ],
    )


def write_nevadal(out: Path, *, people: int, seed: int, launch: datetime, voice: Voice) -> None:
    """Write the world into `out`, with a bar while it takes long."""
    with progress_bar() as bar:
        task = bar.add_task(voice(say("Simulating")), total=people)
        write_world(
            simulate(people=people, seed=seed, launch=launch),
            out,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
