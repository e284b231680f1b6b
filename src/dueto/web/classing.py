"""What a rule about machines looks at, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dueto.apps.base.ruling import RuleKind
from dueto.domain.basics.message import Message, say

RULE_KINDS: Mapping[RuleKind, Message] = MappingProxyType(
    {
        RuleKind.AGENT: say("the browser calls itself"),
        RuleKind.GATEWAY: say("clicks in mails to the company of domain"),
        RuleKind.PATH: say("the page begins with"),
        RuleKind.VISITOR: say("the visitor of number"),
    }
)
