"""Who is in the base: people as sets of identities, and their companies."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


def present(whose: str = "") -> Q:
    """Return the condition that somebody is here still: neither forgotten nor merged into somebody else.

    `whose` leads to the person from where it is asked, like `person__`.
    """
    return Q(**{f"{whose}erased_at": None, f"{whose}merged_into": None})


class Company(models.Model):
    """One company. `key` is its name as two spellings of it compare equal; `owner` the executive who looks after it.

    `merged_into` is the company that it turned out to be; nobody belongs to it then.
    """

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True)
    domain = models.CharField(max_length=200, default="", db_index=True)
    country = models.CharField(max_length=2, default="")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            # who was merged into one; of all others none is told apart by it, so they do not stand in it
            models.Index(fields=["merged_into"], name="company_by_merge", condition=Q(merged_into__isnull=False)),
            models.Index(
                fields=["country", "key"], name="company_by_country"
            ),  # the list of companies: from one country
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody in the base, who may be incomplete, even nameless. `origin` is the first touch, never overwritten.

    `merged_into` is whom they turned out to be, never somebody merged away in turn: their identities are that person's,
    their leads and notes stay theirs.
    """

    company = models.ForeignKey(Company, null=True, on_delete=models.SET_NULL, related_name="people")
    origin = models.ForeignKey("base.Source", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    last_act_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False)

    class Meta:
        indexes = [
            # who was merged into one; of all others none is told apart by it, so they do not stand in it
            models.Index(fields=["merged_into"], name="person_by_merge", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["-last_act_at", "-id"], name="person_by_last_act"),  # the list of prospects
            # who came today: the board
            models.Index(
                fields=["created_at"], condition=Q(erased_at=None, merged_into=None), name="person_by_creation"
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def head_id(self) -> int:
        """Whom they turned out to be: themselves, unless they were merged into somebody."""
        return self.merged_into_id or self.pk


class Agent(models.Model):
    """A browser or program by its own account, each kept once: it says what it is, not who."""

    text = models.CharField(max_length=400, unique=True)

    def __str__(self) -> str:
        return self.text


class Identity(models.Model):
    """One handle of a person: e-mail, phone, tax id, visitor, import row, CRM id, name at a company, or `manual`.

    A visitor whom nobody knows yet has no person; `origin` is where the visitor first came from, never overwritten.
    `is_shared`: two people made themselves known on this browser. `agent` is the browser that a visitor first used.
    `batch` is the import that brought it: what hangs on an identity of kind `import` was said by one row of that file,
    so that it can be taken back. `home` is the person of whom it was before they were merged into somebody else; nobody
    while it is the person's own.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="identities")
    home = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10)
    is_shared = models.BooleanField(default=False)
    origin = models.ForeignKey("base.Source", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    batch = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            # taking an import back, piece by piece
            models.Index(fields=["batch", "id"], condition=Q(batch__isnull=False), name="identity_of_batch"),
            # the list of prospects: who came in with a list
            models.Index(fields=["batch", "person"], condition=Q(batch__isnull=False), name="identity_person_of_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Stirred(models.Model):
    """Somebody of whom something new is known: to be judged. Written in the transaction that stirs.

    `is_patient` rows come of long work, such as an import: they never stand in the way of somebody who did something.
    """

    is_projection = True
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    is_patient = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["is_patient", "id"], name="stirred_by_patience")]  # who is judged next

    def __str__(self) -> str:
        return f"person {self.person_id}"


class Unwatched(models.Model):
    """A browser whose person objected to being followed. Only the digest of its id is kept: it outlives them."""

    digest = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:12]
