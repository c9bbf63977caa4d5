"""What a label adds to the clauses below it: when events happened ("Triggers (last 6 months)"), or that sizes are the
least ("Minimum: 50 employees, 2 sites")."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.predicates import Exists, Range, Window
from icplang.reading.elements import SIZES, Element
from icplang.reading.resolving import Reading


def dated(e: Element, during: Window | str) -> Element:
    """An event that says nothing of when it was, with the time that stands above it: a length, or a period."""
    if e.kind == "group":
        return replace(e, inside=[dated(x, during) for x in e.inside])
    event = e.reading.predicate if e.reading else None
    if e.reading is None or not isinstance(event, Exists) or event.relation == "person" or says_when(e.reading):
        return e
    last, since = (during, None) if isinstance(during, Window) else (None, during)
    notes = [note for note in e.reading.notes if note.code != "defined-word"]
    event = replace(event, last=last, since=since, until=None)
    return replace(e, reading=replace(e.reading, predicate=event, notes=notes))


def floored(e: Element) -> Element:
    """A size as the least of its kind, where it is one number."""
    size = e.reading.predicate if e.reading else None
    if e.reading is None or not isinstance(size, Range) or e.name not in SIZES - {"founded"}:
        return e
    if size.min is None or size.min != size.max or size.approximate:
        return e
    return replace(e, reading=replace(e.reading, predicate=replace(size, max=None)))


def says_when(reading: Reading) -> bool:
    """Whether an event itself says when it was, in more than the word "recent"."""
    window = reading.node.node("window", "ago", "ending", "unit")
    return window is not None and not window.has("RECENTLY")
