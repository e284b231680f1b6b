"""One person as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dueto.apps.base.purposes import PURPOSES
from dueto.apps.base.queries import acts, known
from dueto.apps.base.queries.together import first_touch, merges_into
from dueto.apps.base.queries.who import Who, colleagues, who
from dueto.apps.conversations.channel_words import channel_words
from dueto.apps.journal.queries import entries_of_person
from dueto.apps.leads.explained import Explained
from dueto.apps.leads.queries.passages import Passage, joined, passages
from dueto.apps.leads.queries.standing import Stand, stamp, stand
from dueto.apps.privacy.hearing import source_words as heard_words
from dueto.apps.stewardship.queries.pairs import pairs_with
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.domain.lifecycle.stages import ENDS, End
from dueto.domain.qualification.buying import STAGES, buying_stage
from dueto.domain.qualification.crossed import crossing
from dueto.web import speech
from dueto.web.channels import origin_words
from dueto.web.handoffs.words import BY, RESULT_WORDS
from dueto.web.handoffs.words import STAGES as LEAD_STAGES
from dueto.web.people.asking import asked, others, to_ask
from dueto.web.people.known import rows_of
from dueto.web.people.said import said_with
from dueto.web.people.story import told
from dueto.web.people.timeline import PAGE, days_of, interests
from dueto.web.people.verdict import kind_of, plane_of, sentence_of, sums_of
from dueto.web.people.words import KINDS, country_name

if TYPE_CHECKING:
    from dueto.apps.base.models import Person
    from dueto.web.reader import Request

JUST_CROSSED = timedelta(days=1)
"""So long the page says by what somebody crossed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed that could not be taken, and why: nothing of it is lost."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Message] = field(default_factory=dict)


def shown(request: Request, person: Person, *, typed: Typed | None = None) -> dict[str, Any]:
    """Return the context of the page. A fixed number of queries, whatever is known."""
    typed = typed or Typed()
    standing, leads, somebody = stand(person.pk, as_of=request.now), passages(person.pk), who(person)
    merges = merges_into(person.pk)
    if merges:
        touch = first_touch(person.pk)
        somebody = replace(somebody, origin=touch.origin, created_at=touch.created_at)
    main = standing.main
    fields = main.fields if main else STANDARD_FIELDS
    done, told_of = acts.acts_of(person.pk, limit=PAGE + 1), known.known_of(person.pk)
    return {
        "who": somebody,
        "country": country_name(somebody.country, voice=request.voice) if somebody.country else "",
        "origin": origin_words(somebody.origin),
        "verdicts": [_verdict(one, standing) for one in sorted(standing.verdicts, key=lambda one: one is not main)],
        "crossed": _crossed(request, standing, leads),
        "missing": _missing(main, typed),
        "other_fields": _others(main, typed),
        "stage": STAGES[stage] if main and (stage := buying_stage(main.verdict)) else None,
        "interests": interests(done, known=main),
        "days": days_of(request, done[:PAGE], known=main),
        "older": f"{done[PAGE - 1].act.occurred_at.isoformat()}/{done[PAGE - 1].act.id}" if len(done) > PAGE else "",
        "arrived": _arrived(somebody),
        "known": rows_of(told_of, fields=fields, voice=request.voice),
        "consents": [_consent(one) for one in known.consents_of(person.pk)],
        "merges": merges,
        "pair_ids": pairs_with(person.pk),
        "notes": known.notes_of(person.pk),
        "note": typed.values.get("note", ""),
        "note_error": typed.errors.get("note"),
        "claim_error": typed.errors.get("claim"),
        "colleagues": colleagues(person),
        "joined": joined(person.pk),
        "passages": [_passage(one) for one in leads],
        "entries": told(entries_of_person(person.pk, *(one.gone_id for one in merges)), fields=fields),
        "open_lead": next((one for one in leads if one.is_open), None),
        "may": {right.value: may(request.user, right) for right in Right},
        "takes_calls": may(request.user, Right.WORK_LEADS) and request.user.team == "sales",
        "stamp": stamp(person.pk),
        **said_with(request, person.pk, known=told_of, typed=typed),
    }


def _verdict(one: Explained, standing: Stand) -> dict[str, Any]:
    kind = kind_of(one)
    return {
        "definition": one.definition.name,
        "kind": kind,
        "word": KINDS[kind],
        "sentence": sentence_of(one),
        "sums": sums_of(one),
        "plane": plane_of(one, standing.path(one)),
        "observes": one.version.observes(standing.as_of),
    }


def _crossed(request: Request, standing: Stand, leads: tuple[Passage, ...]) -> Message | None:
    """Return by what somebody crossed, if that was just now."""
    lead = next((one for one in leads if one.is_open), None)
    main = next((one for one in standing.verdicts if lead and one.definition.name == lead.definition), None)
    if lead is None or main is None or standing.as_of - lead.crossed_at > JUST_CROSSED:
        return None
    verdict = standing.verdict_at(main, lead.crossed_at)
    if not verdict.qualified:  # an executive took the call
        return None
    reader = speech.Reader(request.voice, request.zone, request.now)
    return crossing(verdict, ago=speech.ago(lead.crossed_at, reader=reader))


def _missing(main: Explained | None, typed: Typed) -> dict[str, Any]:
    if main is None:
        return {}
    names = to_ask(main)
    return {
        "asked": [asked(name, main, typed=typed.values.get(name, ""), error=typed.errors.get(name)) for name in names],
        "would_qualify": bool(main.missing.fields),
        "behaviour": main.missing.behaviour,
        "more_ways": len(main.missing.fields) - 1,
    }


def _others(main: Explained | None, typed: Typed) -> dict[str, Any]:
    if main is None:
        return {}
    options = others(main)
    chosen = next((name for name in typed.errors if name in options), "")
    return {
        "options": options.items(),
        "chosen": chosen,
        "typed": typed.values.get(chosen, ""),
        "error": typed.errors.get(chosen),
    }


def _arrived(somebody: Who) -> Message:
    """Return what stands in an empty timeline."""
    if somebody.origin and somebody.origin.channel:
        return say(
            "Came through {origin} on {day}; has done nothing yet.",
            origin=channel_words(somebody.origin.channel), day=somebody.created_at.date(),
        )  # fmt: skip
    return say("Came into the base on {day}; has done nothing yet.", day=somebody.created_at.date())


def _consent(one: known.ConsentGiven) -> dict[str, Any]:
    return {
        "purpose": PURPOSES.get(one.purpose, one.purpose), "is_given": one.is_given, "happened_at": one.happened_at,
        "source": heard_words(one.source), "text_version": one.text_version,
    }  # fmt: skip


def _passage(one: Passage) -> dict[str, Any]:
    return {
        "lead": one,
        "stage": LEAD_STAGES.get(one.stage, one.stage),
        "end": ENDS[End(one.end)] if one.end else None,
        "attempts": [
            {
                "says": say("{result}, {by}", result=RESULT_WORDS.get(tried.result, tried.result),
                            by=BY.get(tried.channel, tried.channel)),
                "by": tried.by, "at": tried.happened_at,
            }
            for tried in one.attempts
        ],
    }  # fmt: skip
