"""An "or" between what describes companies and a quality that nobody can check: "innovative or PE-backed hotels".
Either half alone would ask for more than the text does, so that neither is read."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.elements import Element, is_bare
from icplang.reading.findings import quality
from icplang.vocabulary.words import tokens

_DESCRIBING = frozenset({"ownership", "stage", "status", "segment", "model", "certification", "location"})
"""Clauses that stand in front of the noun that they describe."""


def without_halves(elements: list[Element], text: str) -> list[Element]:
    """The elements with each such pair as words that are not read."""
    if not any(_either(e) for e in elements):
        return elements
    out: list[Element] = []
    i = 0
    while i < len(elements):
        e = elements[i]
        joint = elements[i + 1] if i + 1 < len(elements) else None
        if e.kind == "clause" and e.name in _DESCRIBING and is_bare(e) and joint is not None and _either(joint):
            end = _quality(elements, i + 2, text)
            if end < len(elements) and elements[end].kind == "clause" and end > i + 2:
                out.append(replace(elements[end - 1], start=e.start))  # "PE-backed or innovative hotels"
                i = end
                continue
        end = _quality(elements, i, text)
        if end > i and end + 1 < len(elements) and _either(elements[end]) and _described(elements[end + 1]):
            out.append(replace(e, end=elements[end + 1].end))
            i = end + 2
            continue
        out += elements[i : max(end, i + 1)]
        i = max(end, i + 1)
    return out


def _either(e: Element) -> bool:
    return e.kind == "mark" and e.name in ("OR", "SLASH")


def _described(e: Element) -> bool:
    return e.kind == "clause" and is_bare(e)


def _quality(elements: list[Element], i: int, text: str) -> int:
    """The element behind unread words that are a quality, and start at `i`; `i` where none do."""
    end = i
    while end < len(elements) and elements[end].kind == "unread":
        end += 1
    said = quality(tokens(text[elements[i].start : elements[end - 1].end])) if end > i else None
    return end if said else i
