"""What is allowed, and yet should be seen before anybody signs."""

from __future__ import annotations

from collections.abc import Iterator

from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.definition import Definition
from dueto.domain.agreement.outline import max_fit
from dueto.domain.basics.message import Message, say


def notices(agreement: Agreement) -> tuple[Message, ...]:
    """Return what both teams should look at before they sign; nothing here forbids the agreement."""
    return tuple(notice for definition in agreement.definitions for notice in _of(definition))


def _of(definition: Definition) -> Iterator[Message]:
    least = definition.qualified.behaviour
    for rule in definition.behaviour:
        if least is not None and least > 0 and rule.points > 0 and (rule.cap is None or rule.cap >= least):
            if rule.cap is None:
                text = say(
                    "«{name}» has no cap: that one kind of act can reach the behaviour threshold of {least} alone"
                )
            else:
                text = say("«{name}» alone can reach the behaviour threshold of {least}: its cap is {cap}")
            yield say(text.text, name=rule.name, least=least, cap=rule.cap or 0)
    if definition.qualified.fit is not None and max_fit(definition) < definition.qualified.fit:
        text = say("nobody can reach the fit threshold of {least}: all fit rules together give {most}")
        yield say(text.text, least=definition.qualified.fit, most=max_fit(definition))
    if least is not None and least > 0 and _most_behaviour(definition) < least:
        text = say("nobody can reach the behaviour threshold of {least}: all caps together give {most}")
        yield say(text.text, least=least, most=_most_behaviour(definition))
    if not definition.required:
        yield say("«{name}» requires no datum: sales may be handed somebody without a name", name=definition.name)


def _most_behaviour(definition: Definition) -> int:
    caps = [rule.cap for rule in definition.behaviour if rule.points > 0]
    return 10**9 if None in caps else sum(cap for cap in caps if cap is not None)
