"""The plan for people as a base of prospects knows them.

Columns: `given` and `given_first`, `surname` and `second` (the other surname), `mail_user`, `mail_word` (a word of it
that the name does not give) and `mail_own` (all that the name does not give), `phone`, `company`, `domain` (of the
company), `country`. All folded, empty is NULL. A phone that several share is to be left empty: a switchboard says
nothing of who somebody is.

How often the same differ is planned here and never learnt: in a base with few duplicates whoever shares a name is
mostly a namesake, and a machine that learns from namesakes learns that nothing speaks against.
"""

from __future__ import annotations

from typing import Final

from dueto.analytics.duplicates.plan import Comparison, Level, Plan


def unknown(name: str) -> str:
    """Return the condition that one of the two does not have this."""
    return f"{name}_l is null or {name}_r is null"


def alike(name: str, least: float) -> str:
    """Return the condition that two words are spelt nearly alike."""
    return f"jaro_winkler_similarity({name}_l, {name}_r) >= {least}"


def same(name: str) -> str:
    """Return the condition that both have this, and the same."""
    return f"{name}_l = {name}_r"


def slip(name: str) -> str:
    """Return the condition that one sign was mistyped."""
    return f"damerau_levenshtein({name}_l, {name}_r) <= 1"


def _in_mail(name: str) -> str:
    """Return the condition that one of the two lacks this and their address tells it."""
    return f"({name}_l is null and mail_word_l = {name}_r) or ({name}_r is null and mail_word_r = {name}_l)"


_CROSSED: Final = "given_l = surname_r and surname_l = given_r"
_OTHER_SEX: Final = (
    "(left(given_l, -1) = left(given_r, -1) and right(given_l, 1) in ('a', 'o') and right(given_r, 1) in ('a', 'o'))"
)
"""Mario and María are a letter apart, and two."""
_TURNED: Final = "coalesce(surname_l = second_r, false) or coalesce(second_l = surname_r, false)"

GIVEN: Final = Comparison(
    "given", unknown("given"),
    (
        Level("same", same("given"), 0.6, common="given"),
        Level("first", same("given_first"), 0.2, common="given_first"),
        Level("crossed", _CROSSED, 0.01),
        Level("one_of", "len(list_intersect(string_split(given_l, ' '), string_split(given_r, ' '))) > 0", 0.06),
        Level("near", f"({alike('given', 0.9)} or {slip('given')}) and not {_OTHER_SEX}", 0.1),
        Level("initial", "least(length(given_l), length(given_r)) = 1 and left(given_l, 1) = left(given_r, 1)", 0.03),
    ),
    differs=0.004,
)  # fmt: skip
SURNAME: Final = Comparison(
    "surname", f"({unknown('surname')}) and not coalesce({_in_mail('surname')}, false)",
    (
        Level("same", same("surname"), 0.84, common="surname"),
        Level("in_mail", _in_mail("surname"), 0.5, common="surname"),
        Level("crossed", _CROSSED, 0.01),
        Level("turned", _TURNED, 0.04),
        Level("near", f"{alike('surname', 0.9)} or {slip('surname')}", 0.1),
    ),
    differs=0.005,
)  # fmt: skip
SECOND: Final = Comparison(
    "second", f"({unknown('second')} or {_TURNED}) and not coalesce({_in_mail('second')}, false)",
    (
        Level("same", same("second"), 0.88, common="second"),
        Level("in_mail", _in_mail("second"), 0.5, common="second"),
        Level("near", f"{alike('second', 0.9)} or {slip('second')}", 0.1),
    ),
    differs=0.004,
)  # fmt: skip
_TWO_BOXES: Final = "domain_l = domain_r and mail_user_l <> mail_user_r"
MAIL: Final = Comparison(
    "mail_user", f"({unknown('mail_own')}) and not coalesce({_TWO_BOXES}, false)",
    (
        Level("two_boxes", _TWO_BOXES, 0.15, chance=0.98),
        Level("same", same("mail_own"), 0.15, common="mail_own"),
    ),
    differs=0.85,
)  # fmt: skip
"""Two names in the addresses of one company are mostly two people: it gives each one."""
_ONE_HOUSE: Final = f"(coalesce({same('company')}, false) or coalesce({same('domain')}, false))"
PHONE: Final = Comparison(
    "phone", unknown("phone"),
    (
        Level("same_house", f"{same('phone')} and {_ONE_HOUSE}", 0.7, chance=0.05),
        Level("same", same("phone"), 0.7, chance=0.0002),
        Level("slip", slip("phone"), 0.05),
    ),
    differs=0.25,
)  # fmt: skip
COMPANY: Final = Comparison(
    "company", f"({unknown('company')}) and not coalesce({same('domain')}, false)",
    (
        Level("same", same("company"), 0.75, common="company"),
        Level("domain", same("domain"), 0.1, common="domain"),
        Level("near", alike("company", 0.92), 0.06),
    ),
    differs=0.12,
)  # fmt: skip
COUNTRY: Final = Comparison(
    "country", f"({unknown('country')}) or {_ONE_HOUSE} or coalesce({same('phone')}, false)",
    (Level("same", same("country"), 0.97, common="country"),), differs=0.03,
)  # fmt: skip

PEOPLE: Final = Plan(
    comparisons=(GIVEN, SURNAME, SECOND, MAIL, PHONE, COMPANY, COUNTRY),
    blocks=(
        ("least(given_first, surname)", "greatest(given_first, surname)"), ("mail_user",), ("phone",),
        ("surname", "company"), ("given_first", "company"), ("surname", "domain"), ("given_first", "domain"),
        ("surname", "second", "left(given, 1)"), ("second", "given_first"),
    ),
    sure=(("surname", "given_first", "company"), ("phone", "surname", "given_first")),
    sure_share=0.8,
    veto="greatest(gamma_given, gamma_surname) <= 0",
)  # fmt: skip
