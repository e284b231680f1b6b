"""What came in by a form, as far as it is not about anybody: by which identity, which version, whether confirmed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dueto.apps.base.models import Identity
from dueto.apps.forms.models.content import Content
from dueto.apps.forms.models.designs import FormVersion


class Submission(models.Model):
    """One form that was taken. `answered` names the fields; `pending` are consents that wait for the confirmation.

    A form that the agreement calls for has no version of its own.
    """

    form = models.CharField(max_length=60)
    version = models.ForeignKey(FormVersion, null=True, on_delete=models.PROTECT, related_name="+")
    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="+")
    browser = models.ForeignKey(Identity, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.ForeignKey(Content, null=True, on_delete=models.PROTECT, related_name="+")
    answered = models.JSONField(default=list)
    pending = models.JSONField(default=list)
    language = models.CharField(max_length=2, default="es")
    sent_at = models.DateTimeField()
    awaits = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["form", "sent_at"], name="submission_of_form"),  # the numbers of a form
            # what one link confirms; what retention lets go of reads all of these few, once a day
            models.Index(fields=["identity"], name="submission_to_confirm", condition=Q(awaits=True)),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.pk}"
