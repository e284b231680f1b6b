"""What the company publishes, and whom it touched."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dueto.apps.base.models import Identity


class Content(models.Model):
    """One thing to read, hear or fill in. `key` is its title folded, as activities name it.

    It is a page of the company (`page`), a file that we keep (`stored`, under a random name), or a link elsewhere.
    The numbers are counted by the worker as activities come in; it has looked at those up to `looked_until`.
    """

    key = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=500, default="")
    kind = models.CharField(max_length=20)
    stage = models.CharField(max_length=20)
    personas = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    language = models.CharField(max_length=2, default="es")
    page = models.CharField(max_length=300, default="")
    link = models.CharField(max_length=500, default="")
    stored = models.CharField(max_length=64, default="")
    file_name = models.CharField(max_length=120, default="")
    file_type = models.CharField(max_length=100, default="")
    file_size = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    visits = models.PositiveIntegerField(default=0)
    downloads = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    qualified = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)
    looked_until = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            # which of them to count again, longest ago first
            models.Index(fields=["counted_at"], name="content_to_count", condition=Q(retired_at=None)),
        ]

    def __str__(self) -> str:
        return self.title


class Touch(models.Model):
    """That one identity came upon one thing: when first, and how often."""

    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="touches", db_index=False)
    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    first_at = models.DateTimeField()
    visits = models.PositiveIntegerField(default=0)
    downloads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "identity"], name="one_touch_an_identity")]

    def __str__(self) -> str:
        return f"{self.identity_id} {self.content_id}"


class CountMark(models.Model):
    """How far activities may be counted: younger ids wait until those before them have surely been written."""

    name = models.CharField(max_length=20, unique=True)
    ready_id = models.BigIntegerField(default=0)
    newest_id = models.BigIntegerField(default=0)
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.ready_id}"
