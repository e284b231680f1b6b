"""What machines did: links of our mails that were opened, rules of the company's own, and acts classed again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from dueto.apps.base.models.activities import Activity
from dueto.apps.base.models.people import Agent, Identity


class MailHit(models.Model):
    """A link of one mail, or the mail itself (`link` 0), opened for one recipient: by a reader or by a gateway.

    `origin` stands for the network on one day; the address cannot be had back from it. `settles_at` is when the time in
    which gateways look has passed; None once the mail has been looked at after that.
    """

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    mail = models.CharField(max_length=80)
    link = models.PositiveSmallIntegerField()
    links = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=4)
    agent = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=16)
    delivered_at = models.DateTimeField()
    occurred_at = models.DateTimeField()
    settles_at = models.DateTimeField(null=True)
    activity = models.OneToOneField(Activity, null=True, on_delete=models.CASCADE, related_name="mail_hit")

    class Meta:
        indexes = [
            models.Index(fields=["identity", "mail"], name="mail_hit_of_recipient"),  # all that was done with one mail
            # what is looked at once more when the gateways have had their time
            models.Index(fields=["settles_at"], name="mail_hit_to_settle", condition=Q(settles_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"link {self.link} of {self.mail}"


class MachineRule(models.Model):
    """How acts of one kind of visitor are classed from now on, and in the past: `kind` says what `value` is."""

    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=200)
    classed = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "value"], condition=Q(ended_at=None), name="one_machine_rule_a_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Reclassing(models.Model):
    """Acts classed again at once, by hand or by a rule; done piece by piece, and undone the same way.

    `after` is the last act looked at; `wanted` says which: ids, a group, or None for those of the rule.
    """

    rule = models.ForeignKey(MachineRule, null=True, on_delete=models.PROTECT, related_name="reclassings")
    wanted = models.JSONField(null=True)
    classed = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    after = models.BigIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undoing_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # the job that goes on with them
            models.Index(fields=["begun_at"], name="reclassing_open", condition=Q(done_at=None)),
            models.Index(fields=["undoing_at"], name="reclassing_undoing", condition=Q(undone_at=None)),
        ]

    def __str__(self) -> str:
        return f"reclassing {self.pk}"


class Reclassed(models.Model):
    """One act that was classed again, and how it was classed before."""

    reclassing = models.ForeignKey(Reclassing, on_delete=models.CASCADE, related_name="acts")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    was_classed = models.CharField(max_length=10)
    was_reason = models.CharField(max_length=60, default="")

    def __str__(self) -> str:
        return f"activity {self.activity_id}"


class Asked(models.Model):
    """A datum that the next form asks of somebody, because a colleague put it there."""

    person = models.ForeignKey("base.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    field = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "field"], name="one_asked_a_datum")]

    def __str__(self) -> str:
        return f"{self.field} of {self.person_id}"
