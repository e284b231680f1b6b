"""What the definition says of each person, the leads that follow from it, and the questions that are still open."""

from dueto.apps.leads.models.leads import Contact, Lead, LeadManager, LeadQuerySet, Move, Opportunity, Verdict
from dueto.apps.leads.models.questions import Aside, Assignment

__all__ = [
    "Aside", "Assignment", "Contact", "Lead", "LeadManager", "LeadQuerySet", "Move", "Opportunity", "Verdict",
]  # fmt: skip
