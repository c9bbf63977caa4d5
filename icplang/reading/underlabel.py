"""What a label says of the words behind it: the numbers in brackets are what it measures, "Company size: SMB (10-200)",
and what is said under one of customers is said of those, "Client base: hospitals in Texas"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from icplang.reading.elements import SIZES, Element, clauses, joins, without_filler
from icplang.reading.shape.labels import MEASURED
from icplang.reading.syntax.tree import Lexeme

_THEIRS = frozenset({"location", "ownership", "status", "stage"})


def with_measure(
    elements: list[Element], field: Lexeme | None, scanned: Callable[[int, int], list[Element]]
) -> list[Element]:
    """The elements, with numbers in brackets behind words without any as what the label asks for. `scanned`: the
    elements of a stretch, read behind the label."""
    if field is None or field.type not in MEASURED:
        return elements
    out: list[Element] = []
    begin = 0  # of the member of a list
    for e in elements:
        begin = len(out) if e.kind == "comma" or joins(e) else begin
        named = any(x.name not in ("segment", "model") for x in clauses(out[begin:]))
        out.append(e if named or not _bare(e) else replace(e, inside=scanned(e.inside[0].start, e.inside[-1].end)))
    return out


def of_those_served(elements: list[Element], field: Lexeme | None) -> list[Element]:
    """The elements, with what is said of those whom a company serves as unread: no criterion of the company."""
    if field is None or field.type != "SERVING":
        return elements
    theirs = _THEIRS | (SIZES if any(e.name == "serves" for e in clauses(elements)) else frozenset())
    return [replace(e, kind="unread") if e.kind == "clause" and e.name in theirs else e for e in elements]


def _bare(e: Element) -> bool:
    """Whether a bracket holds numbers and nothing that says of what."""
    content = without_filler(e.inside) if e.kind == "group" else []
    return bool(content) and all(x.kind == "clause" and x.name == "bare" for x in content)
