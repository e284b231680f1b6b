"""`{% component "sheet" id="answer" title=title %}…{% endcomponent %}`: a component around what the page writes."""

from __future__ import annotations

from django.template import Context, Node, TemplateSyntaxError
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs


class Component(Node):
    """A template of `components/` with what stands between the tags as `content`."""

    def __init__(self, name: FilterExpression, values: dict[str, FilterExpression], inside: NodeList) -> None:
        self.name, self.values, self.nodelist = name, values, inside

    def render(self, context: Context) -> str:
        engine = context.template.engine if context.template else None
        if engine is None:
            raise TemplateSyntaxError("a component stands in a template")
        template = engine.get_template(f"components/{self.name.resolve(context)}.html")
        values = {name: value.resolve(context) for name, value in self.values.items()}
        with context.push(**{**values, "content": self.nodelist.render(context)}):
            return str(template.render(context))


def component(parser: Parser, token: Token) -> Component:
    """Return the node of a component with content."""
    tag, *bits = token.split_contents()
    if not bits:
        raise TemplateSyntaxError(f"{tag} names its component")
    name = parser.compile_filter(bits.pop(0))
    values = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"{tag} takes values by name, not {' '.join(bits)}")
    inside = parser.parse(("endcomponent",))
    parser.delete_first_token()
    return Component(name, values, inside)
