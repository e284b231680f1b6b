"""Every sentence of the readers has its Spanish, with the same gaps."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

import dueto

SOURCE = Path(dueto.__file__).parent
GAP = re.compile(r"\{(\w+)\}")


def said() -> set[str | tuple[str, str]]:
    """Return the sentences that the room says."""
    sentences: set[str | tuple[str, str]] = set()
    for path in (SOURCE / "adapters" / "readers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "say" and isinstance(node.args[0], ast.Constant):
                sentences.add(ast.literal_eval(node.args[0]))
            elif node.func.id == "say_many":
                sentences.add((ast.literal_eval(node.args[0]), ast.literal_eval(node.args[1])))
    return sentences


def test_every_sentence_has_its_spanish() -> None:
    with (SOURCE / "locale" / "es" / "readers.po").open("rb") as file:
        catalogue = {message.id: message.string for message in read_po(file) if message.id}

    assert set(catalogue) == said()
    for english, spanish in catalogue.items():
        pairs = [(english, spanish)] if isinstance(english, str) else zip(english, spanish, strict=True)
        for one, other in pairs:
            assert other
            assert set(GAP.findall(one)) == set(GAP.findall(other))
