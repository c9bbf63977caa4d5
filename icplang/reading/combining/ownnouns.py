"""A word in front of a list whose members each have a noun of their own: of "B2B service businesses, e-commerce brands
and SaaS companies" only the first are B2B. Where the members share a noun, it is said of all of them."""

from __future__ import annotations

from icplang.reading.combining.lists import plural
from icplang.reading.combining.tails import apart
from icplang.reading.elements import Element, is_bare, is_way, lexemes

_DESCRIBING = frozenset({"ownership", "stage", "funding"})
"""Clauses beside words such as "B2B" that describe the companies behind them."""
_KINDS = frozenset({"model", "segment", "ownership"})
_JOINTS = frozenset({"COMMA", "OR", "AND", "SLASH"})
_SEVERAL = 3


def with_own_nouns(elements: list[Element], text: str) -> list[Element]:
    """The elements, with the first member of such a list as one with what stands in front of it."""
    out: list[Element] = []
    for e in elements:
        before = out[-1] if out else None
        described = before is not None and before.end + 1 == e.start and _describes(before)
        parts = apart(e, 1) if described and _own_nouns(e, text) else None
        if before is None or parts is None:
            out.append(e)
            continue
        first = Element("group", before.start, parts[0].end, inside=[before, parts[0]])
        joint = Element("mark", parts[1].start, parts[1].start, "OR")
        out[-1] = Element("group", before.start, e.end, inside=[first, joint, parts[1]])
    return out


def _describes(e: Element) -> bool:
    return e.kind == "clause" and (is_way(e) or (e.name in _DESCRIBING and (is_bare(e) or e.name == "funding")))


def _own_nouns(e: Element, text: str) -> bool:
    """Whether the first member of a list, and another, have a noun of their own behind a word for their kind."""
    if e.kind != "clause" or e.name not in _KINDS or not is_bare(e):
        return False
    words = sorted(lexemes(e), key=lambda x: x.start)
    joints = [x for x in words if x.type in _JOINTS]
    begins = [e.start, *(x.end for x in joints)]
    members = [text[a:b].strip() for a, b in zip(begins, [*(x.start for x in joints), e.end], strict=True)]
    members = [m for m in members if m]
    headed = [plural(m) and len(m.split()) > 1 for m in members]
    return len(members) >= _SEVERAL and plural(members[0]) and sum(headed) > 1
