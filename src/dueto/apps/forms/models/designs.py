"""Forms as marketing designs them, and how often each was seen."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Form(models.Model):
    """One form: what is being edited, and the version that the world sees. `name` is its address, for ever.

    Visits of its page are counted up to the activity `looked_until`.
    """

    name = models.CharField(max_length=60, unique=True)
    draft = models.JSONField()
    version = models.ForeignKey("FormVersion", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    looked_until = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name

    @property
    def is_changed(self) -> bool:
        """Whether the draft says something else than what is published; reads the version unless it is loaded."""
        return self.version is None or self.draft != self.version.design


class FormVersion(models.Model):
    """One published design, never changed: what was sent names it."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    design = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.form_id} v{self.number}"


class FormDay(models.Model):
    """How often a form was opened by a human on one day, how often they began to fill it in, how often it came back."""

    form = models.CharField(max_length=60)
    day = models.DateField()
    seen = models.PositiveIntegerField(default=0)
    begun = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "day"], name="one_day_a_form")]

    def __str__(self) -> str:
        return f"{self.form} {self.day}"
