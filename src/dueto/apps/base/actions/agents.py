"""Browsers and programs by their own account, each kept once."""

from __future__ import annotations

from collections.abc import Iterable

from dueto.apps.base.models import Agent

LONGEST = 400


def agent_of(text: str) -> Agent | None:
    """Return the agent of this account, kept; None where none was given."""
    return agents_kept([text]).get(text[:LONGEST])


def agents_kept(texts: Iterable[str]) -> dict[str, Agent]:
    """Return the agents by their account, those that are new written."""
    wanted = sorted({text[:LONGEST] for text in texts if text})
    found = {agent.text: agent for agent in Agent.objects.filter(text__in=wanted)} if wanted else {}
    if new := [Agent(text=text) for text in wanted if text not in found]:
        Agent.objects.bulk_create(new, ignore_conflicts=True)
        found |= {agent.text: agent for agent in Agent.objects.filter(text__in=[one.text for one in new])}
    return found
