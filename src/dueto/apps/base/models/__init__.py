"""The tables of the base. Everything personal is in `personal`, and nowhere else."""

from dueto.apps.base.models.activities import Activity, InboxMark, Source, Spelling
from dueto.apps.base.models.contracts import Contract
from dueto.apps.base.models.facts import CompanyFact, Fact
from dueto.apps.base.models.machines import Asked, MachineRule, MailHit, Reclassed, Reclassing
from dueto.apps.base.models.merges import Alone, CompanyMerge, Merge, Moved
from dueto.apps.base.models.people import Agent, Company, Identity, Person, Stirred, Unwatched, present
from dueto.apps.base.models.personal import Card, Consent, Handle, Note, PersonalValue, Word
from dueto.apps.base.models.texts import ConsentText

__all__ = [
    "Activity", "Agent", "Alone", "Asked", "Card", "Company", "CompanyFact", "CompanyMerge", "Consent", "ConsentText",
    "Contract", "Fact", "Handle", "Identity", "InboxMark", "MachineRule", "MailHit", "Merge", "Moved", "Note",
    "Person", "PersonalValue", "Reclassed", "Reclassing", "Source", "Spelling", "Stirred", "Unwatched", "Word",
    "present",
]  # fmt: skip
