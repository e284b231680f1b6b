"""Make docs/proof/real_exports.md: the examples run on the real exports, as they are printed today.

The README of each example holds its command and what it printed. `python -m proofs.real_exports` runs the commands
again, renews the READMEs, and puts all of it on one page. It needs the real data: set DUETO_DATA.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dueto.cli.main import main as dueto

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "proof" / "real_exports.md"
EXAMPLES = ("x_education", "olist_funnel", "b2b_opportunities", "zoho")
BLOCK = re.compile(r"```console\n\$ (?P<command>dueto qualify (?:.*\\\n)*.*)\n(?P<printed>(?:(?!```).*\n)*)```")
FOLDER = "verdicts"
OPENING = """# The examples on the real exports

Four real exports, four agreements from `examples/`, and what `dueto qualify` prints. Every count, every person's points
and the order of everybody are recomputed by the tests of `tests/examples` with nothing but the `csv` module and the
sentences of the agreement. `$DUETO_DATA` is the folder of the data sets; the data itself is not part of the repository.
Made by `python -m proofs.real_exports`.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """The README of one example: its title, its first paragraph, the command, and what it says that it prints."""

    name: str
    title: str
    about: str
    command: str
    stated: str


def readme_of(name: str) -> Path:
    """Return where the README of an example stands."""
    return ROOT / "examples" / name / "README.md"


def example(name: str) -> Example:
    """Return an example as its README tells it."""
    text = readme_of(name).read_text(encoding="utf-8")
    block = BLOCK.search(text)
    if block is None:
        raise ValueError(f"{readme_of(name)} has no console block that begins with $ dueto qualify")
    title, about, *_ = text.split("\n\n")
    return Example(name, title.removeprefix("# "), about, block["command"], block["printed"])


def printed(command: str, *, data: Path, out: Path) -> str:
    """Return what the command prints today; its files are written into `out`, which the text calls `verdicts`."""
    words = shlex.split(command.replace("\\\n", " ").replace("$DUETO_DATA", str(data)))[1:]
    arguments = [str(out) if word == FOLDER else word for word in words]
    said = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            dueto(arguments)
        except SystemExit as done:
            if done.code:
                raise RuntimeError(f"{command} ended with {done.code}: {said.getvalue()}") from None
    text = said.getvalue().replace(str(out), FOLDER)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def page(*, told: dict[str, str]) -> str:
    """Return the page of proof; `told` is what each example prints."""
    sections = [OPENING]
    for name in EXAMPLES:
        one = example(name)
        sections.append(f"## {one.title}\n\n{one.about}\n\n{_block(one.command, told[name])}\n")
    return "\n".join(sections)


def _block(command: str, text: str) -> str:
    return f"```console\n$ {command}\n{text}```"


def main() -> None:
    """Run every example, renew its README, and write the page."""
    data = Path(os.environ.get("DUETO_DATA", ROOT.parent / "shared" / "data"))
    if not data.is_dir():
        sys.exit(f"The real data is absent: set DUETO_DATA (looked at {data})")
    told: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in EXAMPLES:
            one = example(name)
            told[name] = printed(one.command, data=data, out=Path(folder) / name)
            text = readme_of(name).read_text(encoding="utf-8")
            renewed = text.replace(_block(one.command, one.stated), _block(one.command, told[name]))
            readme_of(name).write_text(renewed, encoding="utf-8")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(told=told), encoding="utf-8")


if __name__ == "__main__":
    main()
