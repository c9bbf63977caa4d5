"""Conditions under which what is refused is let in all the same: "Gyms - fine if they have 5+ sites", "Pubs (OK in
Spain)", "Hotels (exception: chains)". They say what an "unless" says."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.elements import Element, clauses
from icplang.reading.trace import Trace
from icplang.reading.words.negations import PARDONING

_IF = frozenset({"if", "when", "once", "where", "for", "PROVIDED", "RELATIVE"})
_EXCEPTION = frozenset({"exception", "exceptions"})
_FINE = PARDONING - _EXCEPTION
_STOPS = frozenset("-–—:;")


def with_pardons(elements: list[Element], text: str, trace: Trace, *, refused: bool) -> list[Element]:
    """The elements of an item in which something is refused, or that a heading refuses, with an "unless" for the words
    that let others in."""
    out: list[Element] = []
    i, named = 0, False
    while i < len(elements):
        e = elements[i]
        parts = e.kind == "comma" or (e.kind == "stop" and e.name in _STOPS)
        if e.kind == "group" and refused:
            e = replace(e, inside=_unless(e.inside, 0, text, trace) or e.inside)
        elif parts and refused and named and (rest := _unless(elements, i + 1, text, trace)):
            return [*out, *rest]
        named = named or e.kind in ("clause", "unread")
        refused = refused or (e.kind == "mark" and e.name in ("NOT", "EXCLUDE"))
        out.append(e)
        i += 1
    return out


def _unless(elements: list[Element], i: int, text: str, trace: Trace) -> list[Element]:
    """The elements from `i` on with an "unless" for the words that let in what they name; none where they do not."""
    begin = i
    if i + 1 < len(elements) and (elements[i].kind, elements[i].name) == ("mark", "REQUIRE"):
        i += text[elements[i].start : elements[i].end].lower() == "only"
    said = [_word(e, text) for e in elements[i : i + 2]]
    if len(said) < 2 or not any(clauses(elements[i:])):
        return []
    if said[0] in _EXCEPTION and (elements[i + 1].kind == "stop" or said[1] in _IF):
        i += 2
    elif said[0] in _FINE and elements[i + 1].kind not in ("comma", "stop", "group"):
        i += 2 if said[1] in _IF or elements[i + 1].name in _IF else 1
    else:
        return []
    trace.join(elements[begin:i])
    return [Element("unread", elements[begin].start, elements[i - 1].end, "unless"), *elements[i:]]


def _word(e: Element, text: str) -> str:
    return text[e.start : e.end].lower() if e.kind in ("unread", "filler", "mark") else ""
