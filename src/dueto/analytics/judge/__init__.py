"""Everybody judged at one instant: the set-based twin of `dueto.domain.qualification.judge`."""
