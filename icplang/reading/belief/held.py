"""What a "with" or a "has" goes on with: the CRM and the manager of "with 50+ staff, a CRM and an HR manager"."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.elements import Element, is_bare, joins, opener, separates
from icplang.reading.resolving import as_person
from icplang.reading.syntax.tree import Lexeme, Node

_ONE = frozenset({"a", "an", "one", "their", "its"})
"""Words in front of what a company has one of."""
_BETWEEN = frozenset({"location", "when"})
"""Clauses that may stand between: "with 50 staff in Spain and a CRM"."""


def with_held(elements: list[Element]) -> list[Element]:
    """The elements of a sentence, with bare names of tools and people as what the company has, where a clause with a
    "with" of its own goes on with them."""
    out: list[Element] = []
    held = joined = one = False  # what the company has goes on; behind a joint; behind an article
    for i, e in enumerate(elements):
        now = _as_held(e, one=one) if held and joined and e.kind == "clause" and _ends(elements, i) else e
        if e.kind == "clause":
            held = now is not e or opener(e) == "WITH" or (held and e.name in _BETWEEN)
            joined = one = False
        elif separates(e):
            joined, one = True, False
        elif e.kind == "filler" and e.name in _ONE:
            one = True
        else:
            held = False
        out.append(now)
    return out


def _ends(elements: list[Element], i: int) -> bool:
    """Whether the name ends there: nothing that it could be a part of stands behind it."""
    behind = elements[i + 1] if i + 1 < len(elements) else None
    if behind is None or behind.kind == "clause":
        return behind is None or not is_bare(behind)
    return behind.kind in ("comma", "stop", "group") or joins(behind) or behind.name == "LIKE"


def _as_held(e: Element, *, one: bool) -> Element:
    """A bare name as what the company has; any other clause as it is."""
    reading = e.reading
    if reading is None or reading.predicate is None:
        return e
    if e.name == "people" and one:
        return replace(e, name="person", reading=as_person(reading))
    if opener(e) == "TECH" or (opener(e) == "CATEGORY" and one):
        node = Node("technology", (Lexeme("WITH", e.start, e.start, 0, "with"), *reading.node.parts))
        return replace(e, name="technology", reading=replace(reading, node=node))
    return e
