"""Bounds beside their numbers: one that two numbers share, "at least two yards and 30 trucks", and one that a comma
sets apart, "two sites, maximum"."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import Range
from icplang.reading.elements import SIZES, Element, lexemes, opener
from icplang.reading.resolving import Reading

_BOUNDS = frozenset({"AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN"})

_SIDES = {"minimum": "min", "min": "min", "maximum": "max", "max": "max", "tops": "max"}
"""What a word behind a comma says of the number in front of it."""


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


def bounded_behind(elements: list[Element]) -> list[Element]:
    """The elements with a bound behind a comma in the number in front of it: "10 staff, minimum"."""
    out = list(elements)
    for i in range(len(out) - 2, 0, -1):
        side = _SIDES.get(out[i + 1].name) if out[i].kind == "comma" and out[i + 1].kind == "unread" else None
        closing = out[i + 2 : i + 3] == [] or out[i + 2].kind == "comma"
        reading = _one_sided(out[i - 1], side) if side and closing else None
        if reading:
            out[i - 1 : i + 2] = [replace(out[i - 1], end=out[i + 1].end, reading=reading)]
    return out


def ranging(elements: list[Element]) -> list[Element]:
    """The elements with two numbers of one thing and a "to" between them as one range: "60-bed to 200-bed"."""
    out: list[Element] = []
    for e in elements:
        between = len(out) > 1 and out[-1].name in ("to", "DASH")
        whole = _spanned(out[-2], e) if between else None
        if whole:
            out[-2:] = [replace(out[-2], end=e.end, reading=whole)]
        else:
            out.append(e)
    return out


def _spanned(low: Element, high: Element) -> Reading | None:
    """The reading of two exact numbers of one thing as the ends of a range."""
    least, most = _one_sided(low, "min"), _one_sided(high, "max")
    if least is None or most is None or low.name != high.name:
        return None
    a, b = least.predicate, most.predicate
    if not (isinstance(a, Range) and isinstance(b, Range)) or replace(a, min=None) != replace(b, max=None):
        return None
    rising = isinstance(a.min, int | float) and isinstance(b.max, int | float) and a.min < b.max
    return replace(least, predicate=replace(a, max=b.max)) if rising else None


def _one_sided(e: Element, side: str) -> Reading | None:
    """The reading of an exact number as its least or its most."""
    measured = e.reading.predicate if e.kind == "clause" and e.name in SIZES and e.reading else None
    if e.reading is None or not isinstance(measured, Range) or measured.min is None or measured.min != measured.max:
        return None
    bound = replace(measured, max=None) if side == "min" else replace(measured, min=None)
    return replace(e.reading, predicate=bound)


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
