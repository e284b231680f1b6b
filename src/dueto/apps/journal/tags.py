"""What the journal can say: a closed vocabulary.

A tag is `subject:thing:verbed`: what it is about, which part of it, and what happened. Each has its sentence; the words
of a reason, a stage or a result come from the entry's details.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from dueto.domain.basics.message import say


class Tag(StrEnum):
    """One kind of entry."""

    AGREEMENT_SIGNED = "agreement:version:signed"
    AGREEMENT_EFFECTIVE = "agreement:version:put-in-force"
    MEMBER_INVITED = "member:invitation:sent"
    INVITATION_WITHDRAWN = "member:invitation:withdrawn"
    MEMBER_JOINED = "member:account:joined"
    MEMBER_CHANGED = "member:role:changed"
    SEAT_GIVEN = "member:seat:given"
    MEMBER_ABSENT = "member:absence:noted"
    MEMBER_BACK = "member:absence:ended"
    MEMBER_ENTERED = "member:session:opened"
    PASSWORD_CHANGED = "member:password:changed"  # noqa: S105
    FACTOR_ADDED = "member:second-factor:added"
    FACTOR_REMOVED = "member:second-factor:removed"
    CODES_MADE = "member:recovery-codes:made"
    TOKEN_MADE = "member:token:made"  # noqa: S105
    TOKEN_REVOKED = "member:token:revoked"  # noqa: S105
    PERSON_KNOWN = "person:identity:known"
    PERSON_TOLD = "person:fact:told"
    PERSON_NOTED = "person:note:written"
    PERSON_SKIPPED = "person:datum:skipped"
    DATUM_ASSIGNED = "person:datum:assigned"
    DATUM_ON_FORM = "person:datum:put-on-form"
    CALL_PLANNED = "person:call:planned"
    CALL_WITHDRAWN = "person:call:withdrawn"
    CALL_MADE = "person:call:made"
    CALL_RULE_MADE = "call:rule:made"
    CALL_RULE_ENDED = "call:rule:ended"
    PEOPLE_EXPORTED = "person:list:exported"
    BULK_BEGUN = "person:list:worked-on"
    BULK_STOPPED = "person:list:stopped"
    COMPANY_GIVEN = "company:owner:given"
    COMPANY_TOLD = "company:fact:told"
    BROWSER_SHARED = "person:browser:shared"
    CONSENT_GIVEN = "person:consent:given"
    CONSENT_WITHDRAWN = "person:consent:withdrawn"
    REQUEST_NOTED = "person:request:noted"
    REQUEST_ANSWERED = "person:request:answered"
    PERSON_EXPORTED = "person:data:handed-out"
    PERSON_ERASED = "person:data:erased"
    RETENTION_CHANGED = "privacy:retention:changed"
    RETENTION_SWEPT = "privacy:retention:swept"
    ACTIVITY_RECLASSED = "person:activity:reclassed"
    PERSON_FOUND = "person:find:noted"
    MAIL_ASKED = "message:mail:asked"
    MAIL_ANSWERED = "message:mail:answered"
    MAIL_AWAY = "message:mail:away"
    MAIL_CAME_BACK = "message:mail:returned"
    MAIL_ASIDE = "message:mail:set-aside"
    MAIL_SORTED = "message:mail:sorted"
    MAIL_SETTLED = "message:mail:settled"
    MAILBOX_AGAIN = "mailbox:reading:asked"
    TALK_CAME = "message:talk:came"
    TALK_CAME_NEW = "message:talk:first"
    TALK_NOTED = "message:talk:noted"
    TALK_WITHDRAWN = "message:talk:withdrawn"
    PEOPLE_MERGED = "person:duplicate:merged"
    PEOPLE_SEPARATED = "person:duplicate:separated"
    COMPANIES_MERGED = "company:duplicate:merged"
    COMPANIES_SEPARATED = "company:duplicate:separated"
    DUPLICATES_SOUGHT = "pair:search:asked"
    PAIR_DECIDED = "pair:duplicate:decided"
    CARE_ASSIGNED = "care:item:assigned"
    CARE_DECIDED = "care:item:decided"
    RECLASSING_BEGUN = "machine:acts:reclassed"
    RECLASSING_UNDONE = "machine:acts:put-back"
    MACHINE_RULE_MADE = "machine:rule:made"
    MACHINE_RULE_ENDED = "machine:rule:ended"
    IMPORT_BEGUN = "import:file:uploaded"
    IMPORT_DISCARDED = "import:file:discarded"
    IMPORT_STARTED = "import:list:started"
    IMPORT_CANCELLED = "import:list:cancelled"
    IMPORT_ENDED = "import:list:brought-in"
    IMPORT_FAILED = "import:list:failed"
    IMPORT_UNDOING = "import:list:undoing"
    IMPORT_UNDONE = "import:list:undone"
    FORM_MADE = "form:design:made"
    FORM_CHANGED = "form:design:changed"
    FORM_PUBLISHED = "form:design:published"
    FORM_ARCHIVED = "form:design:archived"
    FORM_RESTORED = "form:design:restored"
    FORM_CONFIRMED = "person:address:confirmed"
    CONTENT_ADDED = "content:item:added"
    CONTENT_CHANGED = "content:item:changed"
    CONTENT_RETIRED = "content:item:retired"
    CONTENT_RESTORED = "content:item:restored"
    LEAD_CROSSED = "lead:passage:opened"
    LEAD_OBSERVED = "lead:passage:observed"
    LEAD_JOINED = "lead:contact:joined"
    LEAD_MOVED = "lead:stage:moved"
    HANDOFF_SENT = "handoff:contract:sent"
    HANDOFF_STRANDED = "handoff:contract:stranded"
    HANDOFF_ACCEPTED = "handoff:contract:accepted"
    HANDOFF_RETURNED = "handoff:contract:returned"
    HANDOFF_SILENT = "handoff:contract:fell-silent"
    HANDOFF_CLAIMED = "handoff:contract:claimed"
    HANDOFF_REASSIGNED = "handoff:contract:reassigned"
    RETURN_ANSWERED = "handoff:return:answered"
    ATTEMPT_MADE = "handoff:attempt:made"
    ATTEMPT_PLANNED = "handoff:attempt:planned"
    MARKETING_ASKED = "handoff:question:asked"
    OPPORTUNITY_OPENED = "handoff:opportunity:opened"
    OPPORTUNITY_UPDATED = "handoff:opportunity:updated"
    CLOCK_MISSED = "handoff:clock:missed"
    LADDER_FIRED = "handoff:ladder:fired"
    EFFECT_FAILED = "effect:outbox:failed"
    EFFECT_RETRIED = "effect:outbox:retried"
    WEBHOOK_MADE = "webhook:subscription:made"
    WEBHOOK_CHANGED = "webhook:subscription:changed"
    WEBHOOK_PAUSED = "webhook:subscription:paused"
    WEBHOOK_RESUMED = "webhook:subscription:resumed"
    WEBHOOK_ROTATED = "webhook:subscription:rotated"
    WEBHOOK_ENDED = "webhook:subscription:ended"
    WEBHOOK_DISABLED = "webhook:subscription:given-up"
    WEBHOOK_REPLAYED = "webhook:deliveries:replayed"
    ORIGIN_MADE = "webhook:origin:made"
    ORIGIN_CHANGED = "webhook:origin:changed"
    ORIGIN_ROTATED = "webhook:origin:rotated"
    ORIGIN_CLOSED = "webhook:origin:closed"
    ORIGIN_REPLAYED = "webhook:origin:replayed"


SENTENCES = MappingProxyType(
    {
        Tag.AGREEMENT_SIGNED: say("Signed version {number} of the agreement"),
        Tag.AGREEMENT_EFFECTIVE: say("Version {number} of the agreement took effect"),
        Tag.MEMBER_INVITED: say("Invited somebody to the team"),
        Tag.INVITATION_WITHDRAWN: say("Withdrew an invitation"),
        Tag.MEMBER_JOINED: say("Joined the team"),
        Tag.MEMBER_CHANGED: say("Changed what a member may do"),
        Tag.SEAT_GIVEN: say("Changed a place in the turn"),
        Tag.MEMBER_ABSENT: say("Noted an absence"),
        Tag.MEMBER_BACK: say("Ended an absence"),
        Tag.MEMBER_ENTERED: say("Logged in"),
        Tag.PASSWORD_CHANGED: say("Changed their password"),
        Tag.FACTOR_ADDED: say("Set up a second factor"),
        Tag.FACTOR_REMOVED: say("Removed their second factor"),
        Tag.CODES_MADE: say("Made new recovery codes"),
        Tag.TOKEN_MADE: say("Made an access token for the API"),
        Tag.TOKEN_REVOKED: say("Revoked an access token of the API"),
        Tag.PERSON_KNOWN: say("Became known through {form}"),
        Tag.PERSON_TOLD: say("Filled in {field}"),
        Tag.PERSON_NOTED: say("Wrote a note"),
        Tag.PERSON_SKIPPED: say("Skipped the question about {field}"),
        Tag.DATUM_ASSIGNED: say("Gave a colleague the question about {field}"),
        Tag.DATUM_ON_FORM: say("Put the question about {field} on the next form"),
        Tag.CALL_PLANNED: say("Planned a call to {aim}"),
        Tag.CALL_WITHDRAWN: say("Took back a planned call"),
        Tag.CALL_MADE: say("Called, to {aim}: {result}"),
        Tag.CALL_RULE_MADE: say("Let calls be planned {occasion}, to {aim}"),
        Tag.CALL_RULE_ENDED: say("Let calls no longer be planned {occasion}"),
        Tag.PEOPLE_EXPORTED: say("Exported a list of people as {format}"),
        Tag.BULK_BEGUN: say("Began something for {selected} people at once"),
        Tag.BULK_STOPPED: say("Stopped what was being done for many people"),
        Tag.COMPANY_GIVEN: say("Changed who looks after a company"),
        Tag.COMPANY_TOLD: say("Filled in {field} of a company"),
        Tag.BROWSER_SHARED: say("Two people made themselves known on one browser; they stay two"),
        Tag.CONSENT_GIVEN: say("Noted a consent: {purpose}"),
        Tag.CONSENT_WITHDRAWN: say("Noted that a consent was withdrawn: {purpose}"),
        Tag.REQUEST_NOTED: say("Noted what the person asks of us"),
        Tag.REQUEST_ANSWERED: say("Answered what the person asked of us"),
        Tag.PERSON_EXPORTED: say("Handed out everything that is held about them"),
        Tag.PERSON_ERASED: say("Forgot a person who asked for it"),
        Tag.RETENTION_CHANGED: say("Changed how long something is kept"),
        Tag.RETENTION_SWEPT: say("Deleted what was kept long enough: {count}"),
        Tag.ACTIVITY_RECLASSED: say("Classed what was done as {classed}"),
        Tag.PERSON_FOUND: say("A colleague brought them in"),
        Tag.MAIL_ASKED: say("Wrote to us for the first time"),
        Tag.MAIL_ANSWERED: say("Answered by mail"),
        Tag.MAIL_AWAY: say("A mail told that they are away"),
        Tag.MAIL_CAME_BACK: say("A mail to them came back"),
        Tag.MAIL_ASIDE: say("Set a mail aside"),
        Tag.MAIL_SORTED: say("Sorted a mail anew"),
        Tag.MAIL_SETTLED: say("Took care of what they wrote"),
        Tag.MAILBOX_AGAIN: say("Had the mailbox read again"),
        Tag.TALK_CAME: say("Turned to us"),
        Tag.TALK_CAME_NEW: say("Turned to us for the first time"),
        Tag.TALK_NOTED: say("Noted a conversation"),
        Tag.TALK_WITHDRAWN: say("Took back what had been noted of a conversation"),
        Tag.PEOPLE_MERGED: say("Two turned out to be one person; they are merged"),
        Tag.PEOPLE_SEPARATED: say("A merge was undone; they are two people again"),
        Tag.COMPANIES_MERGED: say("Two turned out to be one company; they are merged"),
        Tag.COMPANIES_SEPARATED: say("A merge was undone; they are two companies again"),
        Tag.DUPLICATES_SOUGHT: say("Searched for duplicates"),
        Tag.PAIR_DECIDED: say("Decided about a possible duplicate: {decision}"),
        Tag.CARE_ASSIGNED: say("Gave something to mend into somebody's care"),
        Tag.CARE_DECIDED: say("Decided about something to mend: {decision}"),
        Tag.RECLASSING_BEGUN: say("Classed many acts as {classed}"),
        Tag.RECLASSING_UNDONE: say("Put many acts back as they were classed before"),
        Tag.MACHINE_RULE_MADE: say("Made a rule that classes acts as {classed}"),
        Tag.MACHINE_RULE_ENDED: say("Ended a rule that classed acts"),
        Tag.IMPORT_BEGUN: say("Uploaded a list"),
        Tag.IMPORT_DISCARDED: say("Threw a list away that was not brought in"),
        Tag.IMPORT_STARTED: say("Began to bring a list in"),
        Tag.IMPORT_CANCELLED: say("Stopped an import"),
        Tag.IMPORT_ENDED: say("A list is in the base"),
        Tag.IMPORT_FAILED: say("An import could not go on"),
        Tag.IMPORT_UNDOING: say("Began to undo an import"),
        Tag.IMPORT_UNDONE: say("An import is undone"),
        Tag.FORM_MADE: say("Began the form {form}"),
        Tag.FORM_CHANGED: say("Changed the draft of the form {form}"),
        Tag.FORM_PUBLISHED: say("Published version {number} of the form {form}"),
        Tag.FORM_ARCHIVED: say("Put the form {form} away"),
        Tag.FORM_RESTORED: say("Took the form {form} out again"),
        Tag.FORM_CONFIRMED: say("Confirmed their address by the link of {form}"),
        Tag.CONTENT_ADDED: say("Added {title} to the content"),
        Tag.CONTENT_CHANGED: say("Changed {title} in the content"),
        Tag.CONTENT_RETIRED: say("Took {title} out of the content"),
        Tag.CONTENT_RESTORED: say("Put {title} back into the content"),
        Tag.LEAD_CROSSED: say("Crossed the definition {definition}"),
        Tag.LEAD_OBSERVED: say("Would cross the definition {definition}, which only observes so far"),
        Tag.LEAD_JOINED: say("Joined the company's open hand-off as a contact"),
        Tag.LEAD_MOVED: say("{because}"),
        Tag.HANDOFF_SENT: say("Handed over to sales"),
        Tag.HANDOFF_STRANDED: say("Nobody could take the hand-off"),
        Tag.HANDOFF_ACCEPTED: say("Sales accepted it"),
        Tag.HANDOFF_RETURNED: say("Sales gave it back: {reason}"),
        Tag.HANDOFF_SILENT: say("Came back by itself: sales had done nothing for as long as the agreement allows"),
        Tag.HANDOFF_CLAIMED: say("An executive took it with the contact on the line"),
        Tag.HANDOFF_REASSIGNED: say("Passed on to another executive"),
        Tag.RETURN_ANSWERED: say("Marketing answered the return"),
        Tag.ATTEMPT_MADE: say("Tried to reach the contact"),
        Tag.ATTEMPT_PLANNED: say("Planned the next attempt"),
        Tag.MARKETING_ASKED: say("Asked marketing something"),
        Tag.OPPORTUNITY_OPENED: say("Opened a sales opportunity"),
        Tag.OPPORTUNITY_UPDATED: say("Updated the sales opportunity"),
        Tag.CLOCK_MISSED: say("A commitment ran out of time"),
        Tag.LADDER_FIRED: say("Reminded of a commitment"),
        Tag.EFFECT_FAILED: say("Something could not be sent"),
        Tag.EFFECT_RETRIED: say("Sent again what had failed"),
        Tag.WEBHOOK_MADE: say("Let another program be told of events"),
        Tag.WEBHOOK_CHANGED: say("Changed of what another program is told"),
        Tag.WEBHOOK_PAUSED: say("Paused telling another program of events"),
        Tag.WEBHOOK_RESUMED: say("Told another program of events again"),
        Tag.WEBHOOK_ROTATED: say("Gave a webhook a new secret"),
        Tag.WEBHOOK_ENDED: say("Ended telling another program of events"),
        Tag.WEBHOOK_DISABLED: say("Gave up telling a program that did not answer for days"),
        Tag.WEBHOOK_REPLAYED: say("Told another program again what had happened"),
        Tag.ORIGIN_MADE: say("Opened a door for another system"),
        Tag.ORIGIN_CHANGED: say("Changed how another system is understood"),
        Tag.ORIGIN_ROTATED: say("Gave another system a new secret"),
        Tag.ORIGIN_CLOSED: say("Closed the door of another system"),
        Tag.ORIGIN_REPLAYED: say("Looked again at what another system had sent"),
    }
)
"""How each entry reads. None names a person: whoever reads sees the names in the base, as long as they stand there."""
