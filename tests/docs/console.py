"""Runs the commands that the pages show, in a folder of their own, and compares what they answer.

A block of `console` holds commands behind `$ ` and what they answer. A line that is only `…` stands for any number of
lines, `…` within a line for any text. Above a block, `% file: NAME` makes it a file, and `% typed: a | b` types answers
to the questions of a command.

`python -m tests.docs.console` writes what the commands answer now into the pages; look at the difference afterwards.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from sybil import Document, Example, Sybil
from sybil.parsers.myst import CodeBlockParser

from dueto.cli.main import main
from tests.docs.pages import DOCS, ROOT

ELLIPSIS = "…"
LOOKING = ("cat", "head", "ls")
PAGES = ("getting-started.md", "reading-the-report.md", "mapping.md", "activities.md", "command-line.md")


class Terminal:
    """What a person has in front of them: a folder, the answers to be typed, and the last exit code."""

    def __init__(self) -> None:
        self.code = 0

    def answer(self, command: str, *, typed: list[str]) -> str:
        """Return what `command` prints."""
        words = shlex.split(command, comments=True)
        if words == ["echo", "$?"]:
            return f"{self.code}\n"
        if words[0] == "dueto":
            return self._dueto(words[1:], typed)
        assert words[0] in LOOKING, f"only dueto and {LOOKING} are run: {command}"
        return subprocess.run(words, capture_output=True, check=True, text=True).stdout

    def _dueto(self, arguments: list[str], typed: list[str]) -> str:
        screen = io.StringIO()
        keyboard = _Keyboard(typed, screen)
        with redirect_stdout(screen), redirect_stderr(screen), mock.patch.object(sys, "stdin", keyboard):
            try:
                main(arguments)
            except SystemExit as ended:
                self.code = int(ended.code or 0)
        return screen.getvalue()


class _Keyboard(io.StringIO):
    """Types one answer after the other; the screen shows what is typed, as a terminal does."""

    def __init__(self, lines: list[str], screen: io.StringIO) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self.screen = screen

    def readline(self, size: int = -1, /) -> str:
        line = super().readline(size)
        self.screen.write(line)
        return line


def parsed(page: Path) -> Document:
    """Return the page with its commands and files, ready to be evaluated in order."""
    parsers = [CodeBlockParser("console", _run), *(CodeBlockParser(kind, _write) for kind in ("text", "yaml"))]
    return Sybil(parsers=parsers).parse(page)


@contextmanager
def folder() -> Iterator[Path]:
    """Stand in an empty folder that has the examples, speaking English."""
    with tempfile.TemporaryDirectory() as name, chdir(name), mock.patch.dict(os.environ, {"LC_ALL": "en_US.UTF-8"}):
        Path("examples").symlink_to(ROOT / "examples")
        yield Path(name)


def _run(example: Example) -> None:
    terminal = example.namespace.setdefault("terminal", Terminal())
    for command, expected in commands_of(example.parsed):
        said = tidy(terminal.answer(command, typed=_above(example, "typed").split(" | ")))
        assert matches(said, tidy(expected)), f"$ {command}\n{said}\n--- instead of ---\n{tidy(expected)}"


def _write(example: Example) -> None:
    if name := _above(example, "file"):
        Path(name).write_text(example.parsed, encoding="utf-8")


def _above(example: Example, word: str) -> str:
    """Return what the comment `% word: …` right above the block says, if there is one."""
    before = example.document.text[: example.region.start].rstrip().rpartition("\n")[2]
    return before.removeprefix(f"% {word}: ") if before.startswith(f"% {word}: ") else ""


def commands_of(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block with what is said to be its answer."""
    for part in re.split(r"^\$ ", block.replace("\\\n", ""), flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected


def tidy(text: str) -> str:
    """Return the text without marks and space that nobody sees."""
    return "\n".join(line.rstrip() for line in text.replace("\ufeff", "").strip().splitlines())


def matches(said: str, expected: str) -> bool:
    """Return whether `said` is what was expected, `…` standing for any lines or any text within a line."""
    pattern = "".join(
        "(?:.*\n)*" if line == ELLIPSIS else "[^\n]*".join(map(re.escape, line.split(ELLIPSIS))) + "\n"
        for line in expected.splitlines()
    )
    return re.fullmatch(pattern, f"{said}\n" if said else "") is not None


def rewrite(page: Path) -> None:
    """Write what the commands of a page answer now into it; answers that are shortened with `…` stay as they are."""
    text = page.read_text(encoding="utf-8")
    with folder():
        namespace_terminal = Terminal()
        for example in parsed(page).examples():
            if example.region.evaluator is not _run:
                example.evaluate()
                continue
            for command, expected in commands_of(example.parsed):
                typed = _above(example, "typed").split(" | ")
                said = tidy(namespace_terminal.answer(command, typed=typed))
                if expected.strip() and not matches(said, tidy(expected)) and ELLIPSIS not in expected:
                    text = text.replace(tidy(expected), said)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for one in PAGES:
        rewrite(DOCS / one)
