"""The kinds of content, and the stages of buying that it is for."""

from __future__ import annotations

from types import MappingProxyType

from dueto.domain.basics.message import say
from dueto.domain.qualification.buying import STAGES as BUYING

KINDS = MappingProxyType(
    {
        "guide": say("guide"),
        "checklist": say("checklist"),
        "article": say("article"),
        "webinar": say("webinar"),
        "video": say("video"),
        "calculator": say("calculator"),
        "comparison": say("comparison"),
        "case": say("case"),
        "sheet": say("data sheet"),
        "page": say("page"),
    }
)
STAGES = MappingProxyType({str(stage): words for stage, words in BUYING.items()})
