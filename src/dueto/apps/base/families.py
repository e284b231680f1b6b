"""Browsers and programs in a word or two: what they call themselves. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

ROBOT = re.compile(r"[\w.-]*(?:bot|crawl|spider|scan|preview|monitor|slurp|fetch)[\w.-]*(?:/[\d.]+)?", re.IGNORECASE)
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
LONGEST = 60


@lru_cache(maxsize=2048)
def family_of(agent: str) -> str:
    """Return what a browser or program calls itself, in short; empty if it said nothing."""
    if found := ROBOT.search(agent):
        return found[0][:LONGEST]
    for mark, name in BROWSERS:
        if mark in agent:
            version = agent.partition(mark)[2].partition(".")[0]
            return f"{name} {version}".strip()
    return agent.split(" ")[0][:LONGEST]


def is_browser(family: str) -> bool:
    """Return whether it is what people browse with: no rule should take all of those."""
    return any(family.startswith(f"{name} ") or family == name for _, name in BROWSERS) or family == "Mozilla/5.0"
