"""What our mails say. Those to contacts say *usted* in Spanish; nothing here knows a language or an address."""

from __future__ import annotations

from dataclasses import dataclass

from dueto.adapters.mail.letter import Letter
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.basics.term import Term

HELLO = say("Hello {name},")
FROM_DUETO = say("Dueto, for both teams")


def alert(
    *, name: str, who: Value, role: str, company: str, because: tuple[Message, ...], due: str, url: str
) -> Letter:
    """Return the alert to an executive: who it is and why, what is left of the time."""
    subject = say("{who}, {company}: new in your hands", who=who, company=company or role)
    return Letter(
        subject=subject,
        greeting=say(HELLO.text, name=name),
        paragraphs=(
            say("{who}, {role}, {company}.", who=who, role=role or "—", company=company or "—"),
            *because,
            say("Answer before {due}.", due=due),
        ),
        farewell=FROM_DUETO,
        button=say("Open the hand-off"),
        url=url,
    )


def confirmation(*, name: Value, seller: str, executive: str, title: str, choices: str, meeting: str = "") -> Letter:
    """Return the confirmation to the contact, who has the executive in copy."""
    when = (
        say("We confirm our meeting on {meeting}.", meeting=meeting)
        if meeting
        else say("{executive} will call or write to you soon.", executive=executive)
    )
    return Letter(
        subject=say("{seller}: {executive} will attend you", seller=seller, executive=executive),
        greeting=say("Dear {name}:", name=name),
        paragraphs=(
            say("Thank you for your interest in {seller}.", seller=seller),
            say("{executive}, {title}, is your contact with us and is in copy of this mail.",
                executive=executive, title=title or say("sales executive")),
            when,
        ),
        farewell=say("Kind regards, {seller}", seller=seller),
        footnote=say("What we may do with your data, you choose here: {url}", url=choices),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Debt:
    """What a reminder tells of: to whom it is written, about whom, what was owed and since when."""

    name: str
    who: Value
    company: str
    what: Value
    due: str
    url: str


def overdue(debt: Debt) -> Letter:
    """Return the reminder to whoever owes something that has run out of time."""
    told = say(
        "{what} for {who} ({company}) was due {due}.",
        what=debt.what, who=debt.who, company=debt.company, due=debt.due,
    )  # fmt: skip
    return _reminder(say("Overdue: {what}, {who}", what=debt.what, who=debt.who), debt, told)


def escalation(debt: Debt, *, owner: Value) -> Letter:
    """Return the word to a manager that a commitment of the team is overdue."""
    told = say(
        "{what} for {who} ({company}) was due {due}, with {owner}.",
        what=debt.what, who=debt.who, company=debt.company, due=debt.due, owner=owner,
    )  # fmt: skip
    return _reminder(say("Overdue with {owner}: {who}", owner=owner, who=debt.who), debt, told)


def _reminder(subject: Message, debt: Debt, told: Message) -> Letter:
    return Letter(
        subject, say(HELLO.text, name=debt.name), (told,), FROM_DUETO, button=say("Open the hand-off"), url=debt.url
    )


def invitation(*, name: str, inviter: str, url: str) -> Letter:
    """Return the invitation to join the team."""
    return Letter(
        subject=say("{inviter} invites you to Dueto", inviter=inviter),
        greeting=say(HELLO.text, name=name) if name else say("Hello,"),
        paragraphs=(
            say("{inviter} works with Dueto, where marketing and sales keep one agreement, and invites you to join.",
                inviter=inviter),
            say("The link works once and not for long."),
        ),
        farewell=FROM_DUETO,
        button=say("Join the team"),
        url=url,
    )  # fmt: skip


def password(*, name: str, url: str) -> Letter:
    """Return the way to a new password."""
    return Letter(
        subject=say("A new password for Dueto"),
        greeting=say(HELLO.text, name=name),
        paragraphs=(
            say("Somebody asked for a new password for this address."),
            say("Whoever did not ask for it can leave this mail aside: nothing changes."),
        ),
        farewell=FROM_DUETO,
        button=say("Choose a new password"),
        url=url,
    )


def form_confirmation(*, seller: str, url: str, content: str = "", download: str = "") -> Letter:
    """Return the mail that asks somebody to confirm the address they wrote; nobody is greeted by what was typed."""
    fetch = (say("Here is «{content}», for seven days: {url}", content=content, url=download),) if download else ()
    return Letter(
        subject=say("{seller}: confirm your address", seller=seller),
        greeting=say("Good day:"),
        paragraphs=(
            say("This address was written into a form of {seller}.", seller=seller),
            say("With the button you confirm that we may write to you. The link is good for seven days."),
            say("If you did not ask for it, you need do nothing: without the button nothing is sent."),
            *fetch,
        ),
        farewell=say("Kind regards, {seller}", seller=seller),
        button=say("Confirm my address"),
        url=url,
    )


def webhook_given_up(*, name: str, program: str, url: str) -> Letter:
    """Return the word to an administrator that a program did not answer for days and is told nothing more."""
    return Letter(
        subject=say("{program} is told of nothing more", program=program),
        greeting=say(HELLO.text, name=name),
        paragraphs=(
            say("{program} has not taken what Dueto tells it for days, or says that it is gone.", program=program),
            say("Nothing is lost: once it answers again, resume it and replay the time between."),
        ),
        farewell=FROM_DUETO,
        button=say("Open its log"),
        url=url,
    )


def known_as(name: str) -> Value:
    """Return a name, or the words for somebody whose name is not known."""
    return name or Term(es="el contacto", en="the contact")
