"""The mailbox, from a real IMAP server: what comes in is understood, once, whatever happens to the server or to us."""

from __future__ import annotations

import mailbox as maildirs
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from pytest_django import Settings

from dueto.apps.base.models import Activity, Fact, Person
from dueto.apps.conversations.actions import note_sent, sort
from dueto.apps.conversations.models import Mailbox, Message
from dueto.apps.handoff.models import Notice
from dueto.apps.journal.actions import record
from dueto.apps.journal.models import Entry
from dueto.work import mailbox
from tests.cast import Cast
from tests.dovecot import Dovecot
from tests.maildrop import Maildrop
from tests.thread import crossed, fill

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
NOW = datetime.now(UTC)


@pytest.fixture
def box(dovecot: Dovecot, cast: Cast, settings: Settings) -> Dovecot:
    """Return the mailbox of the company, empty, which the worker reads."""
    settings.MAILBOXES = (dovecot.box(),)
    return dovecot


@pytest.fixture(params=["dovecot", "maildir"])
def either(request: pytest.FixtureRequest, cast: Cast, settings: Settings, tmp_path: Path) -> Dovecot | Maildrop:
    """Return the mailbox on a server, then as a folder of this machine."""
    drop = Maildrop(tmp_path) if request.param == "maildir" else request.getfixturevalue("dovecot")
    settings.MAILBOXES = (drop.box(),)
    return drop


def letter(
    text: str = "Buenos días, quisiéramos saber precios para 6 cámaras.", *, sender: str, subject: str = "Consulta",
    to: str = "ventas@nevadal.example", **headers: str,
) -> bytes:  # fmt: skip
    """Return a mail as a program writes it; underscores in names of headers stand for hyphens."""
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    return (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n{more}\n{text}\n"
    ).encode()


def taken(box: Dovecot | Maildrop, *mails: bytes) -> list[Message]:
    """Return what the worker made of these mails."""
    before = set(Message.objects.values_list("pk", flat=True))
    box.put(*mails)
    Mailbox.objects.update(due_at=NOW)
    mailbox.reading()
    return list(Message.objects.exclude(pk__in=before).order_by("pk"))


def rocio(at: datetime) -> int:
    """Return Rocío, who is known."""
    return fill("contacto", at=at)


def test_an_inquiry_makes_a_prospect_whose_origin_is_the_mailbox(either: Dovecot | Maildrop) -> None:
    (message,) = taken(either, letter(sender="Ana Ruiz Soto <ana.ruiz@frutasdelsur.example>"))

    assert (message.kind, message.why, message.settled_at) == ("inquiry", "unknown sender", None)
    person = Person.objects.select_related("origin", "card").get(
        identities__handle__value="ana.ruiz@frutasdelsur.example"
    )
    assert person.origin is not None
    assert (person.origin.channel, person.card.full_name) == ("correo entrante", "Ana Ruiz Soto")
    done = Activity.objects.get(identity__person=person)
    assert (done.kind, done.direction, done.channel) == ("message", "inbound", "mail")
    assert Entry.objects.filter(tag="message:mail:asked", person_id=person.pk).exists()


def test_nothing_is_marked_deleted_or_moved(either: Dovecot | Maildrop) -> None:
    taken(either, letter(sender="ana@frutasdelsur.example"))

    assert either.untouched()


def test_a_known_address_answers(box: Dovecot, cast: Cast) -> None:
    person = rocio(cast.at)

    (message,) = taken(box, letter(sender="rocio.tello@puntabrava.example", subject="RE: auditoría"))

    assert (message.kind, message.why) == ("reply", "known address")
    assert message.identity is not None
    assert message.identity.person_id == person
    assert Activity.objects.get(pk=message.activity_id).kind == "reply"


def test_an_answer_to_a_mail_of_ours_is_threaded_to_whom_it_went(either: Dovecot | Maildrop, cast: Cast) -> None:
    person = rocio(cast.at)
    note_sent(message_id="<ours@nevadal.example>", person_id=person, at=cast.at)

    same, other = taken(
        either,
        letter(sender="Rocío Tello <rtello@gmail.com>", In_Reply_To="<ours@nevadal.example>"),
        letter(sender="Karla Pinto <karla@puntabrava.example>", References="<x@y.example> <ours@nevadal.example>"),
    )

    assert same.identity is not None
    assert other.identity is not None
    assert (same.kind, same.why, same.identity.person_id) == ("reply", "answers ours", person)
    assert (other.kind, other.why) == ("reply", "answers for another")
    assert other.identity.person_id != person
    (later,) = taken(either, letter(sender="rtello@gmail.com", subject="otra cosa"))
    assert later.identity is not None
    assert later.identity.person_id == person


def test_an_absence_counts_for_nothing_and_says_until_when_and_who_is_there(box: Dovecot, cast: Cast) -> None:
    person = rocio(cast.at)
    text = (
        "Estaré fuera de la oficina hasta el 15 de julio de 2031.\n"
        "Para urgencias escriba a Carla Ríos (carla.rios@puntabrava.example).\n"
    )
    (message,) = taken(
        box,
        letter(text, sender="Rocío Tello <rocio.tello@puntabrava.example>", subject="Respuesta automática: Consulta",
               Auto_Submitted="auto-replied"),
    )  # fmt: skip

    assert (message.kind, message.activity_id) == ("away", None)
    assert message.identity is not None
    assert message.identity.person_id == person
    assert message.substitute == "Carla Ríos <carla.rios@puntabrava.example>"
    assert message.back_on is None  # in 2031 nobody is away yet
    assert not Activity.objects.filter(identity__person=person, kind="reply").exists()


def test_an_absence_of_somebody_unknown_makes_nobody(box: Dovecot) -> None:
    (message,) = taken(box, letter(sender="x@desconocida.example", subject="Out of office", X_Autoreply="yes"))

    assert (message.kind, message.why, message.identity_id) == ("nothing", "away unknown", None)
    assert not Person.objects.exists()


BOUNCE = """From: MAILER-DAEMON@mx.example
To: ventas@nevadal.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b
Auto-Submitted: auto-replied

--b
Content-Type: text/plain

Could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; rocio.tello@puntabrava.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--b
Content-Type: message/rfc822

From: ventas@nevadal.example
To: rocio.tello@puntabrava.example
Message-ID: <ours-{status}@nevadal.example>

Hola
--b--
"""


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        ("5.2.2", "552 5.2.2 mailbox full", "full"),
        ("5.1.1", "550 5.1.1 user unknown", "unknown"),
        ("5.7.1", "554 5.7.1 blocked by our policy", "blocked"),
        ("5.0.0", "550 who knows", "unclear"),
    ],
)
def test_case_22_a_full_mailbox_an_unknown_user_and_a_block_are_three_things(
    box: Dovecot, cast: Cast, status: str, words: str, kind: str
) -> None:
    person = rocio(cast.at)

    (message,) = taken(box, BOUNCE.format(action="failed", status=status, words=words).encode())

    assert (message.kind, message.bounce) == ("bounce", kind)
    assert message.identity is not None
    assert message.identity.person_id == person


def test_a_delay_is_no_bounce(box: Dovecot, cast: Cast) -> None:
    (message,) = taken(box, BOUNCE.format(action="delayed", status="4.2.2", words="later").encode())
    assert (message.kind, message.why) == ("nothing", "delayed")


@pytest.mark.parametrize(
    ("mail", "kind", "why"),
    [
        (letter(sender="Boletín <news@revista.example>", List_Id="<news.revista.example>"), "nothing", "bulk"),
        (letter(sender="no-reply@banco.example"), "aside", "nobody reads it"),
        (letter(sender="sistema@banco.example", Auto_Submitted="auto-generated"), "aside", "machine"),
        (letter(sender="premio@suerte.example", X_Spam_Flag="YES"), "aside", "spam"),
        (letter(sender="Julia <julia@nevadal.example>", subject="FW: consulta"), "aside", "colleague"),
        (letter(sender="limpieza@nevadal.example"), "aside", "colleague"),
        (letter(sender="ventas@nevadal.example"), "nothing", "our own"),
        (b"no header at all", "aside", "unreadable"),
    ],
)
def test_what_is_no_inquiry_is_left_aside_with_its_reason(box: Dovecot, mail: bytes, kind: str, why: str) -> None:
    (message,) = taken(box, mail)

    assert (message.kind, message.why, message.identity_id) == (kind, why, None)
    assert not Person.objects.exists()


def test_what_a_colleague_writes_to_a_prospect_is_part_of_the_talk_and_its_answer_too(box: Dovecot, cast: Cast) -> None:
    person = rocio(cast.at)
    asked, ours = taken(
        box,
        letter(sender="rocio.tello@puntabrava.example"),
        letter(sender=f"Julia Montes <{cast.julia.email}>", to="rocio.tello@puntabrava.example",
               Cc="ventas@nevadal.example", Message_ID="<julia-1@nevadal.example>"),
    )  # fmt: skip

    assert (ours.kind, ours.direction, ours.by_id) == ("noted", "outbound", cast.julia.pk)
    asked.refresh_from_db()
    assert asked.settled_by_id == cast.julia.pk
    (answer,) = taken(box, letter(sender="otra@casa.example", In_Reply_To="<julia-1@nevadal.example>"))
    assert answer.identity is not None
    assert answer.identity.person_id == person


def test_case_9_a_team_behind_one_address_stays_many(box: Dovecot) -> None:
    ana, luis, again, nameless = taken(
        box,
        letter(sender="Ana Ruiz <ventas@frutasdelsur.example>"),
        letter(sender="Luis Soto <ventas@frutasdelsur.example>"),
        letter(sender="Ana Ruiz Peña <ventas@frutasdelsur.example>"),
        letter(sender="Ventas Frutas <ventas@frutasdelsur.example>"),
    )

    people = [one.identity.person_id if one.identity else None for one in (ana, luis, again, nameless)]
    assert people[0] == people[2] == people[3] != people[1]
    assert luis.why == "shared address"
    assert Person.objects.count() == 2
    kinds = set(Fact.objects.filter(field="email").values_list("value", flat=True))
    assert kinds == {"company;shared"}


def test_a_personal_address_is_one_whatever_name_stands_beside_it(box: Dovecot) -> None:
    first, second = taken(
        box,
        letter(sender="Ana Ruiz <aruiz@frutasdelsur.example>"),
        letter(sender='"Gerencia Comercial" <aruiz@frutasdelsur.example>'),
    )
    assert first.identity is not None
    assert second.identity is not None
    assert first.identity.person_id == second.identity.person_id


def test_a_name_that_carries_a_message_is_no_name(box: Dovecot) -> None:
    (message,) = taken(box, letter(sender='"Gane en www.premios.example" <ana@frutasdelsur.example>'))

    assert message.identity is not None
    assert not Fact.objects.filter(identity=message.identity, field="full_name").exists()


def test_latin_1_markup_and_what_is_attached(either: Dovecot | Maildrop) -> None:
    latin = (
        b"From: =?iso-8859-1?q?Mu=F1oz_Pe=F1a?= <munoz@sur.example>\nSubject: =?utf-8?b?Q290aXphY2nDs24=?=\n"
        b"Content-Type: text/plain; charset=us-ascii\n\nA\xf1o nuevo, cami\xf3n \x93nuevo\x94\n"
    )
    marked = (
        b"From: html@sur.example\nSubject: hola\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"
        b"Content-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/html; charset=utf-8\n\n"
        b"<style>p{}</style><p>Precio &amp; plazo</p><script>alert(1)</script><ul><li>uno<li>dos</ul>\n--c--\n--a\n"
        b'Content-Type: application/pdf; name="plano c\xe1mara.pdf"\nContent-Disposition: attachment\n\nxx\n--a--\n'
    )
    plain, html = taken(either, latin, marked)

    assert (plain.name, plain.subject, plain.text) == ("Muñoz Peña", "Cotización", "Año nuevo, camión “nuevo”")
    assert html.text == "Precio & plazo\n\n- uno\n- dos"
    assert html.attachments == ["plano cámara.pdf"]


def test_broken_and_huge_mails_hold_up_nothing(either: Dovecot | Maildrop) -> None:
    nested = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x0\n\n" + b"".join(
        b"--x%d\nContent-Type: multipart/mixed; boundary=x%d\n\n" % (n, n + 1) for n in range(1500)
    )
    broken = (
        b"From: =?utf-8?b?!!!?= <<<a@@b>\nSubject: =?x-none?q?=ff=fe?=\nContent-Type: text/plain; charset=nadie\n"
        b"Content-Transfer-Encoding: base64\nDate: never\nMessage-ID: <\n\n%%%\x00\xff\n"
    )
    huge = letter("línea\n" * 250_000, sender="grande@sur.example")

    messages = taken(either, nested, broken, huge, letter(sender="ana@sur.example"))

    assert len(messages) == 4
    assert len(messages[2].text) <= 20_000
    assert messages[3].kind == "inquiry"


def test_a_copy_in_another_mailbox_is_one_mail(box: Dovecot, settings: Settings) -> None:
    settings.MAILBOXES = (box.box(), box.box(name="info", user="info@nevadal.example"))
    mail = letter(sender="ana@sur.example", Message_ID="<1@sur.example>")
    box.put(mail, user="info@nevadal.example")

    messages = taken(box, mail)

    assert [one.mailbox for one in messages] == ["ventas"]
    box.empty("info@nevadal.example")


def test_numbers_given_anew_take_nothing_twice(either: Dovecot | Maildrop, settings: Settings) -> None:
    mails = [letter(sender=f"p{n}@sur.example", Message_ID=f"<{n}@sur.example>") for n in range(3)]
    assert len(taken(either, *mails)) == 3
    before = Mailbox.objects.get().validity
    settings.MAILBOXES = (either.box("Otra"),)
    either.put(*mails, letter(sender="nueva@sur.example"), folder="Otra")

    (message,) = taken(either)

    assert message.address == "nueva@sur.example"
    assert Mailbox.objects.get().validity != before


def test_the_first_reading_leaves_old_mail_alone(either: Dovecot | Maildrop) -> None:
    either.put(letter(sender="antigua@sur.example"), at=NOW - timedelta(days=60))

    (message,) = taken(either, letter(sender="nueva@sur.example"))

    assert message.address == "nueva@sur.example"


def test_a_server_that_is_away_is_told_in_words_and_comes_back(box: Dovecot, settings: Settings) -> None:
    box.stop()
    try:
        assert taken_nothing() == "unreachable"
    finally:
        box.start()
    settings.MAILBOXES = (box.box(password="otra"),)
    assert taken_nothing() == "refused"
    settings.MAILBOXES = (box.box("No hay"),)
    assert taken_nothing() == "no folder"
    settings.MAILBOXES = (box.box(),)

    assert len(taken(box, letter(sender="ana@sur.example"))) == 1
    mark = Mailbox.objects.get()
    assert (mark.trouble, mark.failures) == ("", 0)


def taken_nothing() -> str:
    """Return why the mailbox could not be read."""
    Mailbox.objects.update(due_at=NOW)
    assert mailbox.reading() == 0
    mark = Mailbox.objects.get()
    assert mark.due_at > NOW
    return mark.trouble


def test_it_is_not_read_before_it_is_due(box: Dovecot) -> None:
    assert len(taken(box, letter(sender="ana@sur.example"))) == 1
    box.put(letter(sender="eva@sur.example"))

    assert mailbox.reading() == 0


def test_a_reader_that_dies_in_the_middle_takes_each_mail_once(
    either: Dovecot | Maildrop, monkeypatch: pytest.MonkeyPatch
) -> None:
    either.put(letter(sender="ana@sur.example"), letter(sender="eva@sur.example"), letter(sender="luz@sur.example"))

    def dies(tag: object, **named: object) -> None:
        if Message.objects.count() == 2:
            raise SystemExit  # after everything was written, before the transaction ends
        record(tag, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("dueto.apps.conversations.actions.mails.record", dies)
        with pytest.raises(SystemExit):
            mailbox.reading()
    assert Message.objects.count() == 1
    Mailbox.objects.update(due_at=NOW)  # the lease has run out

    mailbox.reading()

    assert sorted(Message.objects.values_list("address", flat=True)) == [
        "ana@sur.example", "eva@sur.example", "luz@sur.example",
    ]  # fmt: skip
    assert Person.objects.count() == 3


def test_an_executive_hears_that_a_contact_wrote(box: Dovecot, cast: Cast) -> None:
    handoff = crossed(at=cast.at)

    taken(box, letter(sender="rocio.tello@puntabrava.example"))

    assert Notice.objects.filter(kind="wrote", handoff=handoff, member=handoff.executive).count() == 1


def test_who_was_refused_by_a_colleague_is_set_aside_the_next_time(box: Dovecot, cast: Cast) -> None:
    (message,) = taken(box, letter(sender="ana@sur.example"))
    sort(message_id=message.pk, kind="nothing", by=cast.nora.pk, at=NOW)

    (again,) = taken(box, letter(sender="ana@sur.example", subject="insisto"))

    assert (again.kind, again.why) == ("aside", "refused before")


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_once_take_each_mail_once(box: Dovecot) -> None:
    box.put(*(letter(sender=f"p{n}@sur.example") for n in range(20)))
    Mailbox.objects.create(name="ventas", due_at=NOW)

    done: list[bool] = []

    def work() -> None:
        while not done:
            with suppress(OperationalError):  # the lane of the worker waits and tries again, too
                done.extend([True] * (Message.objects.count() == 20))
                Mailbox.objects.update(due_at=NOW)  # as if the claim of the other had run out
                mailbox.reading()
        connection.close()

    readers = [threading.Thread(target=work) for _ in range(2)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert Message.objects.count() == 20
    assert Person.objects.count() == 20


def test_a_folder_that_another_program_reads_too(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    drop = Maildrop(tmp_path)
    settings.MAILBOXES = (drop.box(),)
    assert len(taken(drop, letter(sender="ana@sur.example"), letter(sender="eva@sur.example"))) == 2
    mails = mailbox_of(drop)
    first = mails.keys()[0]
    seen = mails[first]
    seen.set_subdir("cur")
    seen.set_flags("S")
    mails[first] = seen

    (message,) = taken(drop, letter(sender="luz@sur.example"))

    assert message.address == "luz@sur.example"
    (tmp_path / "INBOX" / "dueto-uids").write_text("nobody can read this")
    assert taken(drop) == []
    settings.MAILBOXES = (drop.box("No hay"),)
    assert taken_nothing() == "no folder"


def test_a_folder_is_marked_as_read_where_that_is_asked_for(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    drop = Maildrop(tmp_path)
    settings.MAILBOXES = (replace(drop.box(), marks_read=True),)
    taken(drop, letter(sender="ana@sur.example"))

    mails = mailbox_of(drop)
    assert [(mails[key].get_subdir(), mails[key].get_flags()) for key in mails.keys()] == [("cur", "S")]  # noqa: SIM118
    assert taken(drop) == []


def mailbox_of(drop: Maildrop) -> maildirs.Maildir[maildirs.MaildirMessage]:
    """Return the folder as another program opens it."""
    return maildirs.Maildir(drop.home / "INBOX")
