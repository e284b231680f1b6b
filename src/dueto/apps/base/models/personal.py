"""Personal values: the only tables in which a name, an address, a phone or free text may stand."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

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

    is_projection = True
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="card", primary_key=True)
    full_name = models.CharField(max_length=200, default="")
    role = models.CharField(max_length=200, default="")
    company = models.CharField(max_length=200, default="")
    country = models.CharField(max_length=2, default="")
    email = models.CharField(max_length=254, default="")
    phone = models.CharField(max_length=40, default="")
    searchable = models.CharField(max_length=1000, default="")
    """What a search reads. The database keeps an index of every three signs of it, by itself, whoever writes."""

    class Meta:
        indexes = [
            models.Index(fields=["country"], name="card_by_country"),  # the list of prospects: from one country
            # who calls, who writes: whoever has this number or this address
            models.Index(fields=["phone"], name="card_by_phone", condition=~Q(phone="")),
            models.Index(fields=["email"], name="card_by_email", condition=~Q(email="")),
            # lists that name people by nothing but a name
            models.Index(fields=["full_name"], name="card_by_name", condition=~Q(full_name="")),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id}"


class Word(models.Model):
    """A word that stands on somebody's card, by which slips are understood; it goes with the last who bears it."""

    text = models.CharField(max_length=60, primary_key=True)
    sound = models.CharField(max_length=60)
    turned = models.CharField(max_length=60)
    """From the last letter to the first: a slip leaves either the beginning or the end of a word as it is."""

    class Meta:
        indexes = [
            models.Index(fields=["sound"], name="word_by_sound"),  # a search: what sounds alike
            models.Index(fields=["turned"], name="word_by_end", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return f"word {len(self.text)}"


class Consent(models.Model):
    """One consent given or withdrawn, with the exact text that was shown; by hand, how we heard of it, and by whom.

    `basis` is on what it stands in law: `consent`, or what a colleague stated.
    """

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    is_given = models.BooleanField()
    text_version = models.CharField(max_length=64, default="", blank=True)
    basis = models.CharField(max_length=20, default="consent")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=100, default="")
    happened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Note(models.Model):
    """What a colleague wrote about somebody; it keeps the person it was written for.

    `batch` is the import by whose list it came, so that it can be taken back.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    batch = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.pk}"
