"""Bounds beside their numbers: one that two numbers share, "at least two yards and 30 trucks", and one that a comma
sets apart, "two sites, maximum"."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import Range
from icplang.reading.elements import SIZES, Element, lexemes, opener
from icplang.reading.resolving import Reading

_BOUNDS = frozenset({"AT_LEAST", "AT_MOST", "MORE_THAN", "LESS_THAN"})

_SIDES = {"minimum": "min", "min": "min", "at least": "min", "maximum": "max", "max": "max", "at most": "max"}
"""What a word behind a comma says of the number in front of it."""


def sharing_bounds(elements: list[Element], text: str) -> list[Element]:
    """The elements with the bound in front of a number for the next one too, where an "and", an "or" or a slash joins
    them."""
    out: list[Element] = []
    bounded: Range | None = None  # the half-open range in front of what joins
    joined = False
    for e in elements:
        one = "-" in text[e.start : e.end]  # "under $3M in sales or a one-truck operation"
        shared = _shared(bounded, e) if joined and bounded and not one else None
        out.append(replace(e, reading=shared) if shared else e)
        if shared:
            continue
        joined = e.kind == "mark" and e.name in ("AND", "OR", "SLASH")
        bounded = bounded if joined else _bounded(e)
    return out


def bounded_behind(elements: list[Element]) -> list[Element]:
    """The elements with a bound behind a comma in the number in front of it: "10 staff, minimum"."""
    out = list(elements)
    for i in range(len(out) - 2, 0, -1):
        if out[i].kind != "comma":
            continue
        bound = next((k for k in (i + 1, i + 2) if out[k : k + 1] and out[k].kind == "unread"), i)
        side = _SIDES.get(" ".join(e.name for e in out[i + 1 : bound + 1]))
        closing = out[bound + 1 : bound + 2] == [] or out[bound + 1].kind == "comma" or not out[bound + 1].name
        reading = _one_sided(out[i - 1], side) or _ranged(out[i - 1], side) if side and closing else None
        if reading:
            out[i - 1 : bound + 1] = [replace(out[i - 1], end=out[bound].end, reading=reading)]
    return out


def ranging(elements: list[Element]) -> list[Element]:
    """The elements with two numbers of one thing and a "to" between them as one range: "60-bed to 200-bed"."""
    out: list[Element] = []
    for e in elements:
        between = out[-1].name if len(out) > 1 else ""
        whole = _spanned(out[-2], _measured(e, out[-2])) if between in ("to", "DASH") else None
        whole = _enclosed(out[-2], e) if between == "SLASH" else whole
        if out and (open_end := _up_to(out[-1], e)):
            out[-1] = replace(out[-1], end=e.end, reading=open_end)
        elif whole:
            out[-2:] = [replace(out[-2], end=e.end, reading=whole)]
        else:
            out.append(e)
    return out


def _measured(e: Element, before: Element) -> Element:
    """A bare number as one of what was measured before it: the 200 of "10 rooms to 200"."""
    if e.name != "bare" or e.reading is None or e.reading.inherited is None:
        return e
    return replace(e, name=before.name, reading=replace(e.reading, predicate=e.reading.inherited))


def _up_to(low: Element, high: Element) -> Reading | None:
    """The reading of an exact number with an upper end right behind it: "10 people up to 200"."""
    least = _one_sided(low, "min")
    read = _measured(high, low).reading
    bound = read.predicate if read and high.name in ("bare", low.name) else None
    if least is None or not isinstance(bound, Range) or not isinstance(least.predicate, Range):
        return None
    same = replace(least.predicate, min=None) == replace(bound, max=None)  # "up to", and not "under"
    whole = replace(least.predicate, max=bound.max)
    rising = isinstance(whole.min, int | float) and isinstance(whole.max, int | float) and whole.min < whole.max
    return replace(least, predicate=whole) if same and bound.min is None and rising else None


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


def _enclosed(low: Element, high: Element) -> Reading | None:
    """The reading of a floor and a ceiling of one thing as a range: "min 20 staff / max 400 staff"."""
    least, most = _bounded(low), _bounded(high)
    if least is None or most is None or low.reading is None or least.max is not None or most.min is not None:
        return None
    whole = replace(least, max=most.max, max_inclusive=most.max_inclusive)
    same = replace(whole, min=None, min_inclusive=most.min_inclusive) == most
    rising = isinstance(least.min, int | float) and isinstance(most.max, int | float) and least.min < most.max
    return replace(low.reading, predicate=whole) if same and rising else None


def _one_sided(e: Element, side: str) -> Reading | None:
    """The reading of an exact number as its least or its most."""
    measured = e.reading.predicate if e.kind == "clause" and e.name in SIZES and e.reading else None
    if e.reading is None or not isinstance(measured, Range) or measured.min is None or measured.min != measured.max:
        return None
    bound = replace(measured, max=None) if side == "min" else replace(measured, min=None)
    return replace(e.reading, predicate=bound)


def _ranged(e: Element, side: str) -> Reading | None:
    """The reading of a range with the word for its upper end behind it: "10 to 75 trucks, max"."""
    measured = e.reading.predicate if e.kind == "clause" and e.name in SIZES and e.reading else None
    both = isinstance(measured, Range) and None not in (measured.min, measured.max)
    return e.reading if both and side == "max" else None


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
