"""What the pages promise: commands that answer so, options that are described, links that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from docs.generate_reference import PAGE, reference

from dueto.adapters.voice import Voice
from dueto.cli.main import build
from tests.docs.console import PAGES, folder, parsed
from tests.docs.pages import DOCS, ROOT, links_of, pages

REFERENCE = "command-line.md"


@pytest.mark.parametrize("page", PAGES)
def test_its_commands_answer_as_it_says(page: str) -> None:
    with folder():
        examples = list(parsed(DOCS / page).examples())

        assert examples
        for example in examples:
            example.evaluate()


def test_every_page_with_commands_is_run() -> None:
    with_commands = {page for page in pages() if "```console" in page.read_text("utf-8") and page.parent == DOCS}

    assert with_commands == {DOCS / page for page in PAGES}


def commands(group: click.Group, name: str = "dueto") -> Iterator[tuple[str, click.Command]]:
    """Yield every command by its whole name."""
    context = click.Context(group)
    for part in group.list_commands(context):
        command = group.get_command(context, part)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {part}")
        else:
            yield f"{name} {part}", command


COMMANDS = dict(commands(build(Voice("en"))))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_described(name: str) -> None:
    text = (DOCS / REFERENCE).read_text("utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    everywhere = next(section for section in sections if section.startswith("Everywhere"))

    (section,) = [section for section in sections if re.match(rf"`{name}[ `]", section)]

    for option in COMMANDS[name].params:
        if isinstance(option, click.Option):
            assert re.search(rf"^`{option.opts[0]}[ `]", section + everywhere, re.MULTILINE), option.opts[0]


def test_it_describes_no_option_that_is_gone() -> None:
    described = set(re.findall(r"^`(--[a-z-]+)", (DOCS / REFERENCE).read_text("utf-8"), re.MULTILINE))
    known = {name for command in COMMANDS.values() for option in command.params for name in option.opts}

    assert described - known == {"--help", "--version"}


def test_the_reference_says_what_the_schema_says() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run: python -m docs.generate_reference"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_its_links_lead_somewhere(page: Path) -> None:
    named = {name for one in pages() for name in re.findall(r"^\(([\w-]+)\)=$", one.read_text("utf-8"), re.MULTILINE)}
    for link in links_of(page):
        if re.match(r"https?://|mailto:", link):
            continue
        file, _, name = link.partition("#")
        assert not file or (page.parent / file).exists(), f"{page.name} links to {link}"
        assert not name or name in named, f"{page.name} links to {link}"
