"""What was said: mails that came in, and what colleagues noted of calls, chats and meetings."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from dueto.apps.base.models import Activity, Identity


class Message(models.Model):
    """One thing said, by or to somebody. Without an identity nobody is known to have said it: it was set aside.

    `kind` is what Dueto or a colleague took it for, `why` the code of the reason; `activity` is the act that it is,
    where it is one. It waits for somebody as long as `settled_at` is empty.
    """

    identity = models.ForeignKey(Identity, null=True, on_delete=models.CASCADE, related_name="messages")
    activity = models.OneToOneField(Activity, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12)
    direction = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    why = models.CharField(max_length=40, default="")
    name = models.CharField(max_length=120, default="")
    address = models.CharField(max_length=254, default="")
    subject = models.CharField(max_length=300, default="")
    text = models.TextField(default="")
    attachments = models.JSONField(default=list)
    message_id = models.CharField(max_length=250, default="")
    answers = models.CharField(max_length=250, default="")
    back_on = models.DateField(null=True)
    substitute = models.CharField(max_length=200, default="")
    bounce = models.CharField(max_length=10, default="")
    mailbox = models.CharField(max_length=40, default="")
    key = models.CharField(max_length=100, default="")
    happened_at = models.DateTimeField()
    known_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="one_message_a_key"),
        ]
        indexes = [
            # the page of the mailbox: what waits, what was set aside, what was settled
            models.Index(fields=["kind", "-id"], name="message_waiting", condition=Q(settled_at=None)),
            models.Index(fields=["-settled_at", "-id"], name="message_settled", condition=Q(settled_at__isnull=False)),
            # whose a shared address is, and everything that came from an address that is to be forgotten
            models.Index(fields=["address"], name="message_by_address", condition=~Q(address="")),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"
