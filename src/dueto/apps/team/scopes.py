"""What a token of the API may do."""

from __future__ import annotations

from types import MappingProxyType

from dueto.domain.basics.message import say

SCOPES = MappingProxyType(
    {
        "people:read": say("read people"),
        "people:write": say("bring in inquiries"),
        "activities:write": say("report activities"),
        "leads:read": say("read qualified opportunities and hand-offs"),
        "agreement:read": say("read the agreement in force"),
    }
)
"""Each scope with its sentence."""
