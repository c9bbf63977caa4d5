"""Three-valued logic (Kleene): True, False, and None for unknown; and when two texts are the same but for case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = bool | None


def negate(value: Truth) -> Truth:
    """`not`: the unknown stays unknown."""
    return None if value is None else not value


def every(values: Iterable[Truth]) -> Truth:
    """`and`: one False decides; True for no values."""
    found = set(values)
    return False if False in found else None if None in found else True


def some(values: Iterable[Truth]) -> Truth:
    """`or`: one True decides; False for no values."""
    found = set(values)
    return True if True in found else None if None in found else False


def count_within(values: Iterable[Truth], low: int | None = None, high: int | None = None) -> Truth:
    """Whether the number of true values lies in `low`..`high`; unknown values may count or not."""
    found = list(values)
    certain = found.count(True)
    possible = certain + found.count(None)
    if (low is not None and possible < low) or (high is not None and certain > high):
        return False
    if (low is None or certain >= low) and (high is None or possible <= high):
        return True
    return None


def fold(text: str) -> str:
    """A text as keywords are compared: every letter that has one lower-case letter becomes it. Accents stay."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)
