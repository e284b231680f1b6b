"""What the definition says of each person, the leads that follow, the open questions, and what lists ask and keep."""

from dueto.apps.leads.models.leads import Contact, Lead, LeadManager, LeadQuerySet, Move, Opportunity, Verdict
from dueto.apps.leads.models.personal import Bulk, SavedView
from dueto.apps.leads.models.questions import Aside, Assignment
from dueto.apps.leads.models.traits import Bearer, FirstView, Trait

__all__ = [
    "Aside", "Assignment", "Bearer", "Bulk", "Contact", "FirstView", "Lead", "LeadManager", "LeadQuerySet", "Move",
    "Opportunity", "SavedView", "Trait", "Verdict",
]  # fmt: skip
