"""Brackets that a clause runs over: "Hiring (roles: welders, ...)", "hotels (or hostels)"."""

from __future__ import annotations

from icplang.reading.syntax.grammars import keywords
from icplang.reading.words.lattice import Lattice

_VERB = 4
"""The most words of a verb for hiring."""
_LEAD = 5
"""So near to a bracket stands the colon of what it lists."""
ADDING = frozenset({"or", "and", "plus"})
"""Words with which a bracket adds to what stands in front of it."""
_OFTEN = frozenset("more most less often sometimes usually mostly occasionally rarely increasingly maybe even".split())
"""Words that say how often the next member of a list is met."""
_DATED = frozenset({"NUM", "MONTH_NAME"})
_KINDS = frozenset({"INDUSTRY", "INDUSTRY_WEAK", "MODEL", "AUDIENCE"})


def introductions(words: Lattice) -> frozenset[int]:
    """The brackets behind a verb for hiring, and what leads to the colon in them: "Hiring (roles: welders, ...)";
    those with a number of people behind what they do, "legal ops (even one person)"; those that add to a list, or
    say how often its next member is met; those that say when somebody was founded, "founded (2018-2021)"."""
    out: set[int] = set()
    for i, end in words.parens.items():
        if words.row[i + 1].fold in ADDING and i:  # "hotels (or hostels)"
            out.update({i, end - 1})
            continue
        inside = {w.fold for w in words.row[i + 1 : end - 1]}
        if i and words.row[i - 1].fold in ADDING and inside and inside <= _OFTEN:  # "or (more often) paper"
            out.update(range(i, end))
            continue
        led = {x.type for k in range(max(0, i - _VERB), i) for x in words.candidates(k) if x.next == i}
        if "HIRING" in led:
            near = range(i + 1, min(i + _LEAD, len(words.row)))
            out.update(range(i, next((k for k in near if words.row[k].text == ":"), i) + 1))
        elif "FOUNDED" in led and not _DATED.isdisjoint(x.type for x in words.candidates(i + 1)):
            out.update({i, end - 1})
        elif (
            "FUNCTION" in led and led.isdisjoint(_KINDS) and "EMPLOYEES" in keywords().get(words.row[end - 2].fold, ())
        ):
            out.update({i, i + 1} if words.row[i + 1].fold == "even" else {i})
    return frozenset(out)
