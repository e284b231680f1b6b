"""What a message was taken for, and why, in words; and what troubles a mailbox."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dueto.domain.basics.message import Message, say

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "inquiry": say("a new inquiry"),
        "reply": say("an answer"),
        "away": say("an out-of-office notice"),
        "bounce": say("a mail of ours that came back"),
        "aside": say("something to look at"),
        "nothing": say("nothing for us"),
    }
)
CHOICES: Mapping[str, Message] = MappingProxyType(
    {
        "inquiry": say("An inquiry"),
        "reply": say("An answer"),
        "away": say("Out of the office"),
        "nothing": say("Nothing for us"),
    }
)
REASONS: Mapping[str, Message] = MappingProxyType(
    {
        "unknown sender": say("nobody in the base has this address"),
        "known address": say("the address is in the base"),
        "answers ours": say("it answers a mail of ours"),
        "answers for another": say("it answers a mail of ours, but somebody else writes"),
        "shared address": say("a whole team reads this address, and this name is new"),
        "away": say("a machine answered for them"),
        "away unknown": say("a machine answered for somebody nobody knows"),
        "came back": say("a mail server could not deliver it"),
        "delayed": say("a mail server is still trying to deliver it"),
        "our own": say("we sent it ourselves"),
        "colleague": say("a colleague sent it"),
        "bulk": say("it went to a whole list"),
        "machine": say("a machine wrote it"),
        "nobody reads it": say("nobody reads what is written to this address"),
        "spam": say("the mail server takes it for spam"),
        "unreadable": say("it cannot be read, or names no sender"),
        "refused before": say("a colleague said of the last one that it is nothing for us"),
        "by hand": say("a colleague decided it"),
    }
)
BOUNCES: Mapping[str, Message] = MappingProxyType(
    {
        "full": say("their mailbox is full"),
        "unknown": say("nobody has this address any more"),
        "blocked": say("their server blocks our mails"),
        "unclear": say("their server does not say why"),
    }
)
TROUBLES: Mapping[str, Message] = MappingProxyType(
    {
        "unreachable": say("The mail server does not answer."),
        "insecure": say("The connection to the mail server is not safe, so it was not used."),
        "refused": say("The mail server refuses the user or the password."),
        "no folder": say("There is no such folder in the mailbox."),
        "broken": say("The mail server answers what nobody understands."),
    }
)
