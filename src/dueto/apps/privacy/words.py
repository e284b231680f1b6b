"""What the tables that hold something about a person are called, for people."""

from __future__ import annotations

from types import MappingProxyType

from dueto.domain.basics.message import Message, say

TABLES = MappingProxyType(
    {
        "base.Asked": say("What the next form asks for"),
        "base.MailHit": say("Clicks in mails"),
        "base.Merge": say("Merges"),
        "conversations.Message": say("Messages"),
        "conversations.Sent": say("Mails of ours"),
        "imports.RefusedRow": say("Cells of lists that were left out"),
        "imports.Kept": say("What a list brought"),
        "leads.Aside": say("Questions set aside"),
        "leads.Assignment": say("Questions given to a colleague"),
        "telephone.Call": say("Calls"),
        "telephone.CallTask": say("Calls to be made"),
        "webhooks.Received": say("What other systems told"),
        "base.Activity": say("What they did"),
        "base.Card": say("How they are shown"),
        "base.Consent": say("Consent"),
        "base.Fact": say("What is known, and from where"),
        "base.Handle": say("Addresses, numbers and browsers by which they are known"),
        "base.Identity": say("Identities"),
        "base.Note": say("Notes of colleagues"),
        "base.Person": say("The person"),
        "base.PersonalValue": say("Personal data as they were written"),
        "forms.Submission": say("Forms they sent"),
        "forms.Touch": say("Content they came upon"),
        "handoff.Attempt": say("Attempts to reach them"),
        "handoff.Clock": say("Commitments about them"),
        "handoff.Handoff": say("Hand-offs"),
        "handoff.Notice": say("Notices to colleagues"),
        "handoff.Return": say("Returns"),
        "journal.Entry": say("Journal"),
        "leads.Contact": say("Hand-offs that they joined"),
        "leads.Lead": say("Passages"),
        "leads.Move": say("Steps"),
        "leads.Opportunity": say("Sales opportunities"),
        "leads.Verdict": say("Verdicts"),
        "privacy.Request": say("What they asked of us"),
        "base.Alone": say("How they stood before a merge"),
        "base.Moved": say("Companies that turned out to be one"),
        "base.Reclassed": say("Acts that were classed again"),
        "imports.Moved": say("The company they had before a list"),
        "leads.Bearer": say("In which lists they are found"),
        "stewardship.Item": say("What is to be mended about them"),
    }
)


def table(name: str) -> Message:
    """Return the words for a table that holds something about a person; every one has some."""
    return TABLES[name]
