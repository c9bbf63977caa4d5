"""Conditions in brackets that leave nothing open: read as they stand, whatever stands around them.

`(a and b)`, `(a or b)`, `(not (a))`, `all of (a; b)`, `any of (a; b)`, `at least 2 of (a; b; c)`: every word is in a
clause, "and" and "or" are not mixed, and what "not" covers is in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence

from icplang.meaning.predicates import And, AtLeast, Not, Or, Predicate
from icplang.reading.elements import Element, split

_NEVER_ALONE = frozenset({"when", "category", "teams", "gone", "bare"})
"""Clauses that say something only beside other words."""


_QUANTIFIERS = frozenset({"ALL_OF", "ANY_OF"})


def exact(elements: Sequence[Element]) -> Predicate | None:
    """The predicate of a stretch of text that is one bracket, or "... of" and one; None where it is anything else."""
    parts = _saying(elements)
    if not parts or parts[-1].kind != "group" or parts[0].name == "NOT" or len(parts) > 2:
        return None
    return _condition(parts)


def inside(elements: Sequence[Element]) -> Predicate | None:
    """The predicate of what stands in a bracket: one condition, or several with one word between them."""
    elements, words = _saying(elements), set[str]()
    parts: list[list[Element]] = [[]]
    for e in elements:
        if e.kind == "mark" and e.name in ("AND", "OR"):
            words.add(e.name)
            parts.append([])
        elif e.kind == "mark" and e.name == "NOT" and parts[-1]:  # "and not" is one word of the grammar
            words.add("AND")
            parts.append([e])
        else:
            parts[-1].append(e)
    if len(words) > 1:
        return None
    found = [_condition(p) for p in parts]
    known = tuple(p for p in found if p is not None)
    if len(known) < len(found):
        return None
    return known[0] if len(known) == 1 else And(known) if words == {"AND"} else Or(known)


def _condition(parts: Sequence[Element]) -> Predicate | None:
    """A clause, a bracket, or a bracket behind "not" or "... of"."""
    *before, last = _saying(parts) or (None,)
    if last is None or len(before) > 1:
        return None
    if not before:
        if last.kind == "clause" and last.reading and last.name not in _NEVER_ALONE:
            return last.reading.predicate
        return inside(last.inside) if last.kind == "group" else None
    lead = before[0]
    if last.kind != "group" or lead.kind not in ("mark", "filler"):
        return None
    if lead.kind == "mark" and lead.name == "NOT":
        negated = inside(last.inside)
        return None if negated is None else Not(negated)
    how, _, n = lead.name.partition(" ")
    if how != "ANY_N" and how not in _QUANTIFIERS:
        return None
    found = [_condition(p) for p in split(last.inside, "stop")]
    known = tuple(p for p in found if p is not None)
    if len(known) < len(found):
        return None
    return AtLeast(int(n), known) if how == "ANY_N" else And(known) if how == "ALL_OF" else Or(known)


def _saying(elements: Sequence[Element]) -> list[Element]:
    """The elements without labels (they have no width) and words that say nothing, as "had" in "had layoffs"."""
    return [e for e in elements if e.kind != "filler" or e.name in _QUANTIFIERS or (e.turns and e.start < e.end)]
