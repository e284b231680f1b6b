"""`{% say "English {gap}" gap=value %}` and `{% say_many "one" "many" count %}`: literals with their gaps.

Only literals, so that a test can hold the templates against the catalogue. A value that is a message already
is written with `{% said value %}`.
"""

from __future__ import annotations

from typing import Any

from django.template import Context, Node, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.html import conditional_escape

from dueto.domain.basics.message import Message
from dueto.web.speech import said
from dueto.web.templatetags.reading import reader_of


class Sentence(Node):
    """One sentence of a template, said in the language of whoever reads the page."""

    def __init__(
        self,
        texts: tuple[str, ...],
        gaps: dict[str, FilterExpression],
        *,
        count: FilterExpression | None = None,
        name: str | None = None,
    ) -> None:
        self.texts, self.gaps, self.count, self.name = texts, gaps, count, name

    def render(self, context: Context) -> str:
        text = said(self._message(context), reader=reader_of(context))
        if self.name is None:
            return str(conditional_escape(text)) if context.autoescape else text
        context[self.name] = text
        return ""

    def _message(self, context: Context) -> Message:
        gaps: dict[str, Any] = {name: gap.resolve(context) for name, gap in self.gaps.items()}
        if self.count is None:
            return Message(self.texts[0], gaps)
        count = int(self.count.resolve(context) or 0)
        return Message(self.texts[0], {"n": count, **gaps}, plural=self.texts[1], count=count)


def say(parser: Parser, token: Token) -> Sentence:
    """Return the node of `{% say "text" gap=value [as name] %}`."""
    tag, *bits = token.split_contents()
    name = _name_in(bits)
    return Sentence((_literal(tag, bits),), _gaps(tag, bits, parser), name=name)


def say_many(parser: Parser, token: Token) -> Sentence:
    """Return the node of `{% say_many "one" "many" count gap=value [as name] %}`; the gap `{n}` is the count."""
    tag, *bits = token.split_contents()
    name = _name_in(bits)
    texts = (_literal(tag, bits), _literal(tag, bits))
    if not bits:
        raise TemplateSyntaxError(f"{tag} counts something: the third value is the count")
    count = parser.compile_filter(bits.pop(0))
    return Sentence(texts, _gaps(tag, bits, parser), count=count, name=name)


def _name_in(bits: list[str]) -> str | None:
    if len(bits) > 2 and bits[-2] == "as":
        name = bits[-1]
        del bits[-2:]
        return name
    return None


def _literal(tag: str, bits: list[str]) -> str:
    text = bits.pop(0) if bits else ""
    if len(text) < 2 or text[0] not in "\"'" or text[-1] != text[0]:
        raise TemplateSyntaxError(f"{tag} takes a literal, not {text or 'nothing'}; a message is written with `said`")
    return text[1:-1].replace(f"\\{text[0]}", text[0])


def _gaps(tag: str, bits: list[str], parser: Parser) -> dict[str, FilterExpression]:
    gaps = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"{tag} takes gaps by name (gap=value), not {' '.join(bits)}")
    return gaps
