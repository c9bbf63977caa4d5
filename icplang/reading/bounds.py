"""A bound that two numbers share: "at least two yards and 30 trucks" is 30 trucks or more as well."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import Range
from icplang.reading.elements import SIZES, Element, lexemes, opener
from icplang.reading.resolving import Reading

_BOUNDS = frozenset({"AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN"})


def sharing_bounds(elements: list[Element], text: str) -> list[Element]:
    """The elements with the bound in front of a number for the next one too, where an "and" or an "or" joins them."""
    out: list[Element] = []
    bounded: Range | None = None  # the half-open range in front of what joins
    joined = False
    for e in elements:
        one = "-" in text[e.start : e.end]  # "under $3M in sales or a one-truck operation"
        shared = _shared(bounded, e) if joined and bounded and not one else None
        out.append(replace(e, reading=shared) if shared else e)
        if shared:
            continue
        joined = e.kind == "mark" and e.name in ("AND", "OR")
        bounded = bounded if joined else _bounded(e)
    return out


def _bounded(e: Element) -> Range | None:
    """The range of a clause that starts with the word for its bound."""
    measured = e.reading.predicate if e.kind == "clause" and e.name in SIZES and e.reading else None
    if not isinstance(measured, Range) or (measured.min is None) == (measured.max is None) or measured.approximate:
        return None
    first = [x.type for x in sorted(lexemes(e), key=lambda x: x.start) if x.type != "WITH"][:1]
    return measured if first and first[0] in _BOUNDS else None


def _shared(bound: Range, e: Element) -> Reading | None:
    """The reading of an exact number of something else, with the bound."""
    measured = e.reading.predicate if e.kind == "clause" and e.name in SIZES - {"founded"} and e.reading else None
    if e.reading is None or not isinstance(measured, Range) or opener(e) != "NUM" or measured.approximate:
        return None
    if measured.min is None or measured.min != measured.max or (measured.field, measured.of) == (bound.field, bound.of):
        return None
    low, high = (measured.min, None) if bound.max is None else (None, measured.max)
    sides = replace(measured, min_inclusive=bound.min_inclusive, max_inclusive=bound.max_inclusive)
    return replace(e.reading, predicate=replace(sides, min=low, max=high))
