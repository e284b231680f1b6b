"""What lists ask of people, answered when they are judged: so that a narrow list is read from an index."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dueto.apps.base.models import Person


class Trait(models.Model):
    """One thing that can be true of somebody: a condition of the agreement, a country, an origin, what they lack."""

    key = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.key


class Bearer(models.Model):
    """Of whom it is true; a projection like the verdict, made again with it."""

    is_projection = True
    trait = models.ForeignKey(Trait, on_delete=models.CASCADE, related_name="bearers", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bears", db_index=False)

    class Meta:
        constraints = [
            # what is true of a page of people; what changed with a verdict
            models.UniqueConstraint(fields=["person", "trait"], name="one_bearer_a_trait"),
        ]
        indexes = [
            models.Index(fields=["trait", "person"], name="bearers_of_trait"),  # a narrow list; how many there are
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.trait_id}"


class FirstView(models.Model):
    """Which saved view a member's list opens with."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    view = models.ForeignKey("leads.SavedView", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.member_id} {self.view_id}"
