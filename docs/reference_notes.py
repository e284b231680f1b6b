"""What the schema cannot say in one line: the prose of the reference."""

from __future__ import annotations

INTRODUCTION = """<!-- Written by docs/generate_reference.py from the schema; change that, not this page. -->
# The agreement: reference

An agreement is one YAML file. It is read strictly, and every mistake is told at once with its line, its place, what
was expected and the nearest right spelling: `dueto agreement check FILE`.

This page is written from the same description by which agreements are read, so it cannot differ from the program. The
examples are Nevadal's (`examples/nevadal`); those marked \\* are invented, because Nevadal does not use that key,
and lists of rules are cut after the third.

What holds everywhere:

- YAML 1.2: `NO` is Norway and `no` is a word; only `true` and `false` are true and false.
- UTF-8, at most 1 MB, nested at most 32 levels. No anchors, aliases, tags or second documents; no key twice.
- Text is compared without accents, capitals and repeated spaces: `Agroexportación` matches `AGROEXPORTACION`.
- Whole numbers stay whole and decimals exact; what is signed is the SHA-256 of the canonical form, so the order of
  keys, comments and quotes change nothing in the signature.
- A span of time is a whole number and a unit: `30m`, `4h`, `14d`. In the process and the commitments, hours are
  business hours.

In this release the definitions run. The other parts are read, checked, shown, compared and signed with them, and wait
for the releases that will run them.
"""
NOTES: dict[str, tuple[str, ...]] = {
    "calendar": (
        "Without a calendar, days are those of UTC.",
        "The zone decides when a day ends, and so how old an act is and which visits fall on one day.",
    ),
    "definitions[]": (
        "A definition with a `fast_track` must name a `fit` threshold, or anybody who asks would qualify.",
        "In `required` and `desired`, `email|phone` means that either will do.",
        "How a definition judges is on [its own page](algorithms/judging.md).",
    ),
    "definitions[].fit[]": ("A rule of 0 points is refused: it does nothing.",),
    "definitions[].behaviour[]": (
        "Positive points may fade (`half_life`); negative ones need `lasts` and do not fade.",
        "Without `half_life` positive points stay for ever; without `cap` a rule has no limit.",
        "`where` may ask only for what that kind of activity carries: [kinds of activity](#activity-kinds).",
        "`dueto agreement check` gives a notice where one rule alone can reach the threshold.",
    ),
    "definitions[].qualified": ("At least one of the three must be named. All that are named must be reached.",),
    "fields[]": (
        "No field may have the name of a [standard field](#standard-fields), nor be called `any`, `all` or `not`.",
        "A label in one language serves both.",
    ),
    "reasons.return[]": ("A reason that leads to `nurture` needs `earliest`.",),
    "conditions": (
        """A condition says what must be true of some fields:

```yaml
{country: {one_of: [PE, MX]}, sites: {at_least: 2, at_most: 19}}
```

- A mapping with several fields or several operators means that *all* of it holds.
- `any:` and `all:` hold lists of conditions, `not:` holds one condition.
- A condition on a field without a value is neither true nor false but *unknown*
  ([truth tables](#unknown)); only `present` is always answered.
- Which operators may be asked depends on the kind of the field.""",
        """Number and date operators may be asked of a text field too, for fields in which people write either; text
operators asked of a list see the whole list as one text.

A value that cannot be understood (a number field that holds `many`) answers *unknown*, not *false*. Numbers
are plain decimals (`1200`, `12.5`); dates are `2026-11-23`; the items of a list are separated by `;`.

Personal fields (name, mail, phone, address) never show their value to a condition: a mail address can be asked
for its kind, every other personal field only whether it is `present`.""",
    ),
    "fields": (
        """Every company has these. *Found by* is the easiest way to find the datum out, and orders what is
[missing](#missing): derive, website, colleague, form, message, call, meeting. Fields that only one company has
are declared under [`fields`](#key-fields).""",
    ),
    "activities": (
        """A rule names one kind; its `where` may ask for what that kind carries. Attributes are text, so the text
operators apply. How activities are read from a file is on [its own page](activities.md).""",
    ),
}
