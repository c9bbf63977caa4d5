"""Concepts that stand for ranges of plain values: places, ordered ids, sized segments, the relations' tables."""

from __future__ import annotations

from typing import NamedTuple

from icplang.meaning.predicates import Bound, Range
from icplang.vocabulary.store import Vocabulary

OPEN_ENDED_LAST = "series-j"
"""`series-b..` ends here: `growth` and `ipo` are no lettered rounds, and are meant only where they are named."""


class Spot(NamedTuple):
    """A place as account tables hold it: a country, and perhaps a subdivision or a city in it."""

    country: str | None
    subdivision: str | None = None
    city: str | None = None


def spots(vocabulary: Vocabulary, place: str) -> tuple[Spot, ...] | None:
    """The spots that a place id covers: one, or those of a region's members. None for an unknown region.

    A city that the vocabulary lacks is looked for in every country.
    """
    found: dict[Spot, None] = {}
    stack, seen = [place], {place}
    while stack:
        id = stack.pop()
        if id.startswith("region:"):
            entry = vocabulary.get("place", id)
            if entry is None:
                return None
            members = [m.strip() for m in entry.data.get("members", "").split("|") if m.strip()]
            stack.extend(m for m in reversed(members) if m not in seen)
            seen.update(members)
        elif id.startswith("city:"):
            above = (a for a in sorted(vocabulary.ancestors("place", id)) if ":" not in a and "-" not in a)
            found[Spot(next(above, None), city=id.removeprefix("city:"))] = None
        elif "-" in id:
            found[Spot(id.partition("-")[0], subdivision=id)] = None
        else:
            found[Spot(id)] = None
    return tuple(found)


def lies_in(vocabulary: Vocabulary, place: str, wider: str) -> bool:
    """Whether one place is the other, or lies in it."""
    if place.startswith("region:"):
        within = [id for id in vocabulary.descendants("place", place) if not id.startswith("region:")]
        return bool(within) and all(wider in vocabulary.ancestors("place", id) for id in within)
    return wider in vocabulary.ancestors("place", place)


def ordered(vocabulary: Vocabulary, kind: str, wanted: Range) -> frozenset[str] | None:
    """The ids of an ordered kind that lie in a range; None where an end is no id with a rank.

    A range of stages that is open at the top ends with `series-j` unless it starts later:
    `series-b..` is Series B to J, `growth..` is growth and IPO.
    """
    low, high = (_rank(vocabulary, kind, end) for end in (wanted.min, wanted.max))
    if (wanted.min is not None and low is None) or (wanted.max is not None and high is None):
        return None
    if kind == "stage" and wanted.max is None:
        last = vocabulary.rank(kind, OPEN_ENDED_LAST)
        high = last if last is not None and (low is None or low <= last) else None
    ranks = {id: rank for id in vocabulary.entries.get(kind, {}) if (rank := vocabulary.rank(kind, id)) is not None}
    return frozenset(
        id
        for id, rank in ranks.items()
        if (low is None or rank > low or (rank == low and wanted.min_inclusive))
        and (high is None or rank < high or (rank == high and wanted.max_inclusive))
    )


def _rank(vocabulary: Vocabulary, kind: str, id: Bound | None) -> int | None:
    return vocabulary.rank(kind, id) if isinstance(id, str) else None


def sized(vocabulary: Vocabulary, segment: str) -> Range | None:
    """The number of employees that defines a segment word (`mid-market`); None where it is not one of size."""
    entry = vocabulary.get("segment", segment)
    ends = (entry.data.get(f"employees_{end}") if entry else None for end in ("min", "max"))
    low, high = (int(end) if end else None for end in ends)
    return None if low is None and high is None else Range("employees", low, high)


def tools(vocabulary: Vocabulary, id: str) -> frozenset[str]:
    """The technologies that an id of a tool or of a category of tools stands for."""
    return vocabulary.products(id) if vocabulary.get("technology_category", id) else frozenset({id})
