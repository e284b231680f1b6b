"""How far each mailbox has been read, which mails were seen, and which were ours."""

from __future__ import annotations

from django.db import models

from dueto.apps.base.models import Person


class Mailbox(models.Model):
    """How far one mailbox has been read. `validity` and `last_uid` are the server's; `trouble` says why it cannot be.

    Whoever reads it next sets `due_at` ahead first: that is the claim.
    """

    name = models.CharField(max_length=40, unique=True)
    validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    due_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=20, default="")
    troubled_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Seen(models.Model):
    """One mail that was taken in, by its fingerprint: a copy in another mailbox, or read anew, is not taken again."""

    fingerprint = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.fingerprint[:8]


class Sent(models.Model):
    """One mail of ours to somebody, by its Message-ID: whoever answers it answers for them."""

    message_id = models.CharField(max_length=250, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"mail to person {self.person_id}"
