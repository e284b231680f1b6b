"""Every sentence for people has its Spanish, with the same gaps; nothing stands in the catalogue that nobody says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.template.base import Lexer, TokenType
from jinja2 import Environment, nodes

SOURCE = Path(__file__).parent.parent / "src" / "dueto"
PIECES = sorted((SOURCE / "locale" / "es").glob("*.po"))
SAYING = ("say", "say_many")
ALLOWED = {"mails.po": {"usted"}}  # mails to contacts are said in usted; the interface never is


@dataclass(frozen=True)
class Said:
    """One sentence in the source: where it stands, its English, and its plural if it counts something."""

    place: str
    one: str
    many: str | None = None


def sentences() -> list[Said]:
    """Return every sentence that the source says, in Python and in templates."""
    found: list[Said] = []
    for path in sorted(SOURCE.rglob("*.py")):
        found += _in_python(path)
    for path in sorted(SOURCE.rglob("*.j2")):
        found += _in_template(path)
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        found += _in_page(path)
    return found


def _in_python(path: Path) -> Iterator[Said]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            place = f"{path.relative_to(SOURCE)}:{node.lineno}"
            if texts:
                yield Said(place, texts[0], texts[1] if node.func.id == "say_many" else None)
            else:
                again = node.args[0]
                is_template = place.startswith("cli/qualify/report/page.py")  # hands `say` to the templates
                is_again = isinstance(again, ast.Attribute) and again.attr == "text"
                assert is_again or is_template, f"{place}: say takes a literal, or the text of a message"


def _in_template(path: Path) -> Iterator[Said]:
    for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in SAYING:
            texts = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
            place = f"{path.relative_to(SOURCE)}:{call.lineno}"
            assert texts, f"{place}: say takes a literal"
            yield Said(place, texts[0], texts[1] if call.node.name == "say_many" else None)


def _in_page(path: Path) -> Iterator[Said]:
    """Return the sentences of a Django template: `{% say "…" %}` and `{% say_many "…" "…" count %}`."""
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        if token.token_type is TokenType.BLOCK and token.contents.split(None, 1)[0] in SAYING:
            tag, *bits = token.split_contents()
            place = f"{path.relative_to(SOURCE)}:{token.lineno}"
            texts = [bit[1:-1].replace(f"\\{bit[0]}", bit[0]) for bit in bits[: 1 + (tag == "say_many")]]
            assert all(bit[0] in "\"'" for bit in bits[: len(texts)]), f"{place}: {tag} takes a literal"
            yield Said(place, texts[0], texts[1] if tag == "say_many" else None)


def translations() -> dict[str, list[tuple[str, Message]]]:
    """Return every translation by its English, with the piece in which it stands."""
    found: dict[str, list[tuple[str, Message]]] = {}
    for piece in PIECES:
        with piece.open("rb") as lines:
            for message in read_po(lines, locale="es"):
                if message.id:
                    english = message.id if isinstance(message.id, str) else message.id[0]
                    found.setdefault(english, []).append((piece.name, message))
    return found


def gaps(text: str) -> set[str]:
    """Return the names of the gaps of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def strings(message: Message) -> tuple[str, ...]:
    """Return the Spanish of a message: one text, or one for one and one for many."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_every_sentence_has_its_spanish() -> None:
    known = translations()
    lacking = {said.one: said for said in sentences() if said.one not in known}
    ready = "\n\n".join(_entry(said) for said in lacking.values())

    assert not lacking, f"{len(lacking)} sentences lack their Spanish; paste and translate:\n\n{ready}\n"


def test_every_plural_has_both_forms() -> None:
    known = translations()
    for said in sentences():
        if said.many is not None and said.one in known:
            for piece, message in known[said.one]:
                assert message.id == (said.one, said.many), f"{piece}: {said.one}"
                assert len(strings(message)) == 2, f"{piece}: {said.one}"


def test_the_spanish_has_the_same_gaps() -> None:
    for english, found in translations().items():
        for piece, message in found:
            for text in strings(message):
                assert text.strip(), f"{piece}: {english} is empty"
                both = [gaps(one) for one in ([message.id] if isinstance(message.id, str) else message.id)]
                assert gaps(text) in both or gaps(text) == both[-1], f"{piece}: {english} → {text}"


def test_one_sentence_has_one_spanish() -> None:
    for english, found in translations().items():
        assert len({strings(message) for _, message in found}) == 1, (
            f"{english!r} has several translations: {[(piece, strings(message)) for piece, message in found]}"
        )


def test_nothing_is_translated_that_nobody_says() -> None:
    said = {one.one for one in sentences()}
    unused = [
        f"{piece}: {english}" for english, found in translations().items() for piece, _ in found if english not in said
    ]

    assert not unused, "\n".join(["nobody says:", *unused])


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_it_speaks_the_words_of_the_house(piece: Path) -> None:
    with piece.open("rb") as lines:
        for message in read_po(lines, locale="es"):
            words = " ".join(strings(message)).casefold().split() if message.id else []
            forbidden = {"lead", "leads", "sla", "mql", "accesar", "dashboard", "usted", "tú"} - ALLOWED.get(
                piece.name, set()
            )
            assert not forbidden & {word.strip(".,:;()«»") for word in words}, message.string


def _entry(said: Said) -> str:
    lines = [f"#: {said.place}", f"msgid {_quoted(said.one)}"]
    if said.many is None:
        return "\n".join([*lines, 'msgstr ""'])
    return "\n".join([*lines, f"msgid_plural {_quoted(said.many)}", 'msgstr[0] ""', 'msgstr[1] ""'])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
