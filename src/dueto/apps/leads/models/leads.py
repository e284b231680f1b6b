"""What the definition says of each person, and the leads that follow from it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q

from dueto.apps.agreements.models import Agreement
from dueto.apps.agreements.queries import document_of
from dueto.apps.base.models import Company, Person, Source


class Verdict(models.Model):
    """The last verdict on one person under one definition: a projection, so that lists sort by an index."""

    is_projection = True
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="verdicts")
    definition = models.CharField(max_length=200)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+", db_index=False)
    standing = models.CharField(max_length=12)
    fit = models.IntegerField()
    behaviour = models.IntegerField()
    is_fast = models.BooleanField(default=False)
    lacking = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    datum = models.CharField(max_length=60, default="")
    behaviour_short = models.IntegerField(default=0)
    rank = models.IntegerField(default=0)
    fades = models.BooleanField(default=False)
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "definition"], name="one_verdict_a_definition")]
        indexes = [
            # the list of prospects: by verdict, the nearest first
            models.Index(fields=["definition", "standing", "-rank", "-id"], name="verdict_by_rank"),
            # one datum away: those whom a single datum would qualify
            models.Index(fields=["definition", "-rank", "-id"], name="verdict_one_datum", condition=~Q(datum="")),
            # one datum away, by the datum
            models.Index(
                fields=["definition", "datum", "-rank", "-id"], name="verdict_by_datum", condition=~Q(datum="")
            ),
            # renewed after midnight: those whose points fade
            models.Index(fields=["judged_at", "id"], name="verdict_to_renew", condition=Q(fades=True)),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} {self.standing}"

    @property
    def total(self) -> int:
        """Fit and behaviour together."""
        return self.fit + self.behaviour


class LeadQuerySet(models.QuerySet["Lead"]):
    """Leads by where they stand."""

    def open(self) -> LeadQuerySet:
        """Return those under way."""
        return self.filter(ended_at=None)

    def awaiting_handoff(self) -> LeadQuerySet:
        """Return those that crossed and have not been handed over."""
        return self.filter(ended_at=None, stage="qualified", handoff=None)

    def waking(self) -> LeadQuerySet:
        """Return those whose earliest date for coming again has a place in the calendar."""
        return self.exclude(wakes_at=None)


LeadManager = models.Manager.from_queryset(LeadQuerySet)


class Lead(models.Model):
    """One passage of one person under one definition, from crossing to its end. `proof` names the acts that counted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leads")
    company = models.ForeignKey(Company, null=True, on_delete=models.PROTECT, related_name="leads")
    definition = models.CharField(max_length=200)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    passage = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(max_length=12)
    crossed_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    fit = models.IntegerField(default=0)
    behaviour = models.IntegerField(default=0)
    is_fast = models.BooleanField(default=False)
    proof = models.JSONField(default=list)
    origin = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    preparation_due = models.BooleanField(default=False)
    deferred_until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, default="", blank=True)
    end_reason = models.CharField(max_length=200, default="", blank=True)
    then = models.CharField(max_length=10, default="", blank=True)
    to_whom = models.CharField(max_length=200, default="", blank=True)
    counts = models.BooleanField(default=False)
    earliest = models.DateField(null=True)
    wakes_at = models.DateTimeField(null=True)
    mended_at = models.DateTimeField(null=True)

    objects = LeadManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "definition"], condition=Q(ended_at=None), name="one_open_lead_a_definition"
            ),
            models.UniqueConstraint(fields=["person", "definition", "passage"], name="one_lead_a_passage"),
        ]
        indexes = [
            models.Index(fields=["company", "definition"], name="lead_in_hand", condition=Q(ended_at=None)),
            models.Index(fields=["stage", "-entered_at", "-id"], name="lead_by_stage"),
            models.Index(fields=["crossed_at"], name="lead_by_crossing"),  # the month's count
            models.Index(fields=["ended_at"], name="lead_by_end", condition=~Q(end="")),
            models.Index(fields=["wakes_at"], name="lead_waking", condition=Q(wakes_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"lead {self.pk} ({self.stage})"

    @property
    def agreement_zone(self) -> ZoneInfo:
        """The zone in which the days of this lead are counted; reads the version's row unless it is loaded."""
        return document_of(self.agreement_id, self.agreement.hash).zone

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.ended_at is None


class Contact(models.Model):
    """A colleague who met the definition while the company's lead was open, and joined it."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="joined")
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lead", "person"], name="one_contact_a_lead")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.lead_id}"


class Move(models.Model):
    """One step that a lead took, by whom and why; backward ones are legal and counted apart."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="moves")
    step = models.CharField(max_length=20)
    came_from = models.CharField(max_length=12)
    to = models.CharField(max_length=12)
    is_backward = models.BooleanField(default=False)
    because = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["to", "happened_at"], name="move_by_stage"),  # the board: who came to which stage
        ]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.step}"


class Opportunity(models.Model):
    """The sale itself: what sales expects of it, and what became of it."""

    lead = models.OneToOneField(Lead, on_delete=models.CASCADE, related_name="opportunity")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="USD")
    opened_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["closed_at"], name="opportunity_by_close", condition=Q(closed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"opportunity of {self.lead_id}"
