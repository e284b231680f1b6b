"""The tables of the base. Everything personal is in `personal`, and nowhere else."""

from dueto.apps.base.models.activities import Activity, InboxMark, Source, Spelling
from dueto.apps.base.models.facts import Fact
from dueto.apps.base.models.people import Company, Identity, Person, Stirred, present
from dueto.apps.base.models.personal import Card, Consent, Handle, Note, PersonalValue
from dueto.apps.base.models.texts import ConsentText

__all__ = [
    "Activity", "Card", "Company", "Consent", "ConsentText", "Fact", "Handle", "Identity", "InboxMark", "Note",
    "Person", "PersonalValue", "Source", "Spelling", "Stirred", "present",
]  # fmt: skip
