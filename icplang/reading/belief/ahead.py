"""What is still to come for a company: "planning an IPO", "before their next funding round", "gearing up for a Series
C". No table holds it, and what is there already is something else."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from icplang.meaning.predicates import In
from icplang.reading.elements import KINDS_OF_COMPANY, Element, is_bare, lexemes

_LISTED = In("funding_stage", ("ipo",))
_ROUNDS = frozenset({"stage", "funding"})
_NEXT = frozenset({"next", "upcoming", "future", "planned", "forthcoming"})
_NAMING = frozenset({"STAGE", "FUNDED", "COMMA", "OR"})
_BEHIND = frozenset({"off", "last", "latest", "previous", "recent"})
"""Words of a round that is over: "fresh off a Series B"."""
_A = frozenset({"a", "an", "their", "its", "the"})


def to_come(elements: list[Element]) -> list[Element]:
    """The elements, with an IPO or a round behind words that are not read as one that is to come."""
    out: list[Element] = []
    ahead = False  # whether nothing but filler stands behind words that are not read
    for e, behind in zip_longest(elements, elements[1:]):
        before = out[-1] if out else None
        listed = e.kind == "clause" and is_bare(e) and e.reading is not None and e.reading.predicate == _LISTED
        one = before is not None and (before.name in _NEXT or (before.kind == "filler" and before.name in _A))
        described = behind is not None and behind.kind == "clause" and behind.name in KINDS_OF_COMPANY
        coming = listed or (one and not described and _round(e))
        out.append(replace(e, kind="unread") if coming and ahead else e)
        ahead = (e.kind == "unread" and e.name not in _BEHIND) or (ahead and e.kind == "filler")
    return out


def _round(e: Element) -> bool:
    """Whether an element names no more than a round."""
    return e.kind == "clause" and e.name in _ROUNDS and {x.type for x in lexemes(e)} <= _NAMING
