"""The plan for companies: `name`, `domain`, `tax_id`, `phone`, `street`, `country`, all folded, empty is NULL."""

from __future__ import annotations

from typing import Final

from dueto.analytics.duplicates.plan import Comparison, Level, Plan
from dueto.analytics.duplicates.standard import alike, same, slip, unknown

NAME: Final = Comparison(
    "name", unknown("name"),
    (
        Level("same", same("name"), 0.5, common="name"),
        Level("within", "starts_with(name_l, name_r || ' ') or starts_with(name_r, name_l || ' ')", 0.15),
        Level("near", alike("name", 0.93), 0.15),
        Level("alike", alike("name", 0.85), 0.08),
    ),
)  # fmt: skip
DOMAIN: Final = Comparison("domain", unknown("domain"), (Level("same", same("domain"), 0.8),))
TAX_ID: Final = Comparison(
    "tax_id", unknown("tax_id"), (Level("same", same("tax_id"), 0.93), Level("slip", slip("tax_id"), 0.03))
)
PHONE: Final = Comparison(
    "phone", unknown("phone"), (Level("same", same("phone"), 0.6), Level("slip", slip("phone"), 0.05))
)
STREET: Final = Comparison(
    "street", unknown("street"), (Level("same", same("street"), 0.5), Level("near", alike("street", 0.92), 0.2))
)
COUNTRY: Final = Comparison("country", unknown("country"), (Level("same", same("country"), 0.97),))
COMPANIES: Final = Plan(
    comparisons=(NAME, DOMAIN, TAX_ID, PHONE, STREET, COUNTRY),
    blocks=(
        ("name",), ("domain",), ("tax_id",), ("phone",), ("street",), ("split_part(name, ' ', 1)", "country"),
        ("left(name, 6)",),
    ),
    sure=(
        ("domain", "split_part(name, ' ', 1)"), ("tax_id",), ("phone", "split_part(name, ' ', 1)"), ("name", "street"),
    ),
    sure_share=0.8,
    veto="gamma_name = 0 and gamma_tax_id <= 0 and gamma_domain <= 0",
)  # fmt: skip
