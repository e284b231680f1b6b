"""Personal values: the only tables in which a name, an address, a phone or free text may stand."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dueto.apps.base.models.people import Identity, Person


class Handle(models.Model):
    """By which value an identity is known: the address, the number, the visitor's id. Compared exactly."""

    identity = models.OneToOneField(Identity, on_delete=models.CASCADE, related_name="handle", primary_key=True)
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_identity_a_handle")]

    def __str__(self) -> str:
        return self.kind


class PersonalValue(models.Model):
    """One personal value as it was written, append-only until somebody is erased. An empty one withdraws."""

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="personal_values")
    field = models.CharField(max_length=60)
    value = models.CharField(max_length=500, default="")
    occurred_at = models.DateTimeField()
    known_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.field} {self.pk}"


class Card(models.Model):
    """How somebody is shown: a projection of facts and personal values, made again after every change."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="card", primary_key=True)
    full_name = models.CharField(max_length=200, default="")
    role = models.CharField(max_length=200, default="")
    company = models.CharField(max_length=200, default="")
    country = models.CharField(max_length=2, default="")
    email = models.CharField(max_length=254, default="")
    phone = models.CharField(max_length=40, default="")
    searchable = models.CharField(max_length=600, default="")

    class Meta:
        indexes = [
            # the search of the list: whose words begin so
            models.Index(fields=["searchable"], name="card_by_words", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id}"


class Consent(models.Model):
    """One consent given or withdrawn, with the exact text that was shown."""

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    is_given = models.BooleanField()
    text_version = models.CharField(max_length=64)
    source = models.CharField(max_length=100, default="")
    happened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Note(models.Model):
    """What a colleague wrote about somebody; it keeps the person it was written for."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.pk}"
