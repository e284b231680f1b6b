"""Records that are one and the same: found in batch by their likeness (Fellegi and Sunter, 1969), each pair explained.

Takes a table of cleaned records and a plan, returns a table of pairs. What a likeness is worth is learnt from the
records themselves: how often it happens by chance from random pairs, how often among the same from those most alike.
"""

from dueto.analytics.duplicates.clusters import clustered
from dueto.analytics.duplicates.finding import find_pairs
from dueto.analytics.duplicates.houses import COMPANIES
from dueto.analytics.duplicates.kinds import Kind, plan_of
from dueto.analytics.duplicates.plan import Comparison, Level, Plan
from dueto.analytics.duplicates.standard import PEOPLE

__all__ = ["COMPANIES", "PEOPLE", "Comparison", "Kind", "Level", "Plan", "clustered", "find_pairs", "plan_of"]
