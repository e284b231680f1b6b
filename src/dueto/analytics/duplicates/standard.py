"""The plans for people and for companies as a base of prospects knows them.

A person: `given`, `given_first`, `surname`, `second` (the other surname), `mail_user`, `phone`, `company`, `country`;
a company: `name`, `domain`, `tax_id`, `phone`, `street`, `country`. All folded, empty is NULL. A phone or an address
that several share is to be left empty: a switchboard says nothing of who somebody is.
"""

from __future__ import annotations

from typing import Final

from dueto.analytics.duplicates.plan import Comparison, Level, Plan


def _unknown(name: str) -> str:
    return f"{name}_l is null or {name}_r is null"


def _alike(name: str, least: float) -> str:
    return f"jaro_winkler_similarity({name}_l, {name}_r) >= {least}"


def _same(name: str) -> str:
    return f"{name}_l = {name}_r"


GIVEN: Final = Comparison(
    "given", _unknown("given"),
    (
        Level("same", _same("given"), 0.5),
        Level("first", "given_first_l = given_first_r", 0.25),
        Level("one_of", "len(list_intersect(string_split(given_l, ' '), string_split(given_r, ' '))) > 0", 0.07),
        Level("near", _alike("given", 0.9), 0.08),
        Level("initial", "least(length(given_l), length(given_r)) = 1 and left(given_l, 1) = left(given_r, 1)", 0.03),
    ),
    common="given",
)  # fmt: skip
AGREE: Final = "(second_l = second_r or second_l is null or second_r is null)"
SURNAME: Final = Comparison(
    "surname", _unknown("surname"),
    (
        Level("same", f"surname_l = surname_r and {AGREE}", 0.75),
        Level("turned", "surname_l = second_r or second_l = surname_r", 0.05),
        Level("near", f"{_alike('surname', 0.9)} and {AGREE}", 0.1),
        Level("other_second", _same("surname"), 0.01),
    ),
    common="surname",
)  # fmt: skip
MAIL_USER: Final = Comparison(
    "mail_user", _unknown("mail_user"),
    (Level("same", _same("mail_user"), 0.3), Level("near", _alike("mail_user", 0.92), 0.15)), common="mail_user",
)  # fmt: skip
PHONE: Final = Comparison(
    "phone", _unknown("phone"),
    (Level("same", _same("phone"), 0.6), Level("slip", "damerau_levenshtein(phone_l, phone_r) <= 1", 0.05)),
)  # fmt: skip
COMPANY: Final = Comparison(
    "company", _unknown("company"),
    (Level("same", _same("company"), 0.7), Level("near", _alike("company", 0.92), 0.08)), common="company",
)  # fmt: skip
COUNTRY: Final = Comparison("country", _unknown("country"), (Level("same", _same("country"), 0.97),))

PEOPLE: Final = Plan(
    comparisons=(GIVEN, SURNAME, MAIL_USER, PHONE, COMPANY, COUNTRY),
    blocks=(
        ("surname", "given_first"), ("mail_user",), ("phone",), ("surname", "company"), ("given_first", "company"),
        ("surname", "second", "left(given, 1)"), ("second", "given_first"),
    ),
    sure=(("surname", "given_first", "company"), ("phone", "surname"), ("mail_user", "surname")),
    veto="gamma_given = 0 and gamma_surname <= 0",
)  # fmt: skip

NAME: Final = Comparison(
    "name", _unknown("name"),
    (
        Level("same", _same("name"), 0.5),
        Level("within", "starts_with(name_l, name_r || ' ') or starts_with(name_r, name_l || ' ')", 0.15),
        Level("near", _alike("name", 0.93), 0.15),
        Level("alike", _alike("name", 0.85), 0.08),
    ),
    common="name",
)  # fmt: skip
DOMAIN: Final = Comparison("domain", _unknown("domain"), (Level("same", _same("domain"), 0.8),))
TAX_ID: Final = Comparison(
    "tax_id", _unknown("tax_id"),
    (Level("same", _same("tax_id"), 0.93), Level("slip", "damerau_levenshtein(tax_id_l, tax_id_r) <= 1", 0.03)),
)  # fmt: skip
STREET: Final = Comparison(
    "street", _unknown("street"), (Level("same", _same("street"), 0.5), Level("near", _alike("street", 0.92), 0.2))
)
COMPANIES: Final = Plan(
    comparisons=(NAME, DOMAIN, TAX_ID, PHONE, STREET, COUNTRY),
    blocks=(
        ("name",), ("domain",), ("tax_id",), ("phone",), ("street",), ("split_part(name, ' ', 1)", "country"),
        ("left(name, 6)",),
    ),
    sure=(("domain", "split_part(name, ' ', 1)"), ("tax_id",)),
    veto="gamma_name = 0 and gamma_tax_id <= 0 and gamma_domain <= 0",
)  # fmt: skip
