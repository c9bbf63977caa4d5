"""People who each stand with companies of their own: "founders at seed startups, VPs of Sales at SaaS companies". The
companies of one or of the other are wanted, and none is asked to be all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from icplang.reading.elements import Element, lexemes, separates

_PEOPLE = frozenset({"people", "buyer"})
_JOINING = frozenset({"AND", "OR"})
_REFUSING = frozenset({"NOT", "EXCLUDE", "DEPRIORITIZE"})


def personas(elements: Sequence[Element]) -> tuple[list[list[Element]], list[Element]]:
    """The stretches of an item that each name people and their companies, and what behind a comma is said of all; none
    where there are not several, or where something is refused among them."""
    begins = [i for i, e in enumerate(elements) if _at(e)]
    if len(begins) < len(("one", "another")):
        return [], []
    last = begins[-1]
    first = next((i for i in range(last, len(elements)) if _says_which(elements[i])), len(elements))
    end = next((i for i in range(first, len(elements)) if elements[i].kind in ("comma", "stop")), len(elements))
    refused = any(e.kind == "mark" and e.name in _REFUSING for e in elements[:end])
    if refused or any(e.kind == "stop" and e.name != ";" for e in elements[begins[0] : last]):
        return [], []
    cuts = [_joint(elements, i) for i in begins[1:]]
    parts = [list(elements[a:b]) for a, b in pairwise([0, *cuts, end])]
    apart = all(cuts) and all(any(map(_says_which, part)) for part in parts)
    return (parts, list(elements[end:])) if apart else ([], [])


def _at(e: Element) -> bool:
    """Whether an element names people, and goes on with where they are."""
    return e.kind == "clause" and e.name in _PEOPLE and any(x.type == "AT" for x in lexemes(e))


def _joint(elements: Sequence[Element], i: int) -> int:
    """Where the words between two personas begin that part them: a comma, a semicolon, an "and"; 0 where none does."""
    at = i
    while at > 0 and (elements[at - 1].kind == "filler" or _parts(elements[at - 1])):
        at -= 1
    return at if any(map(_parts, elements[at:i])) else 0


def _parts(e: Element) -> bool:
    return separates(e) or e.kind == "stop" or e.name in _JOINING


def _says_which(e: Element) -> bool:
    """Whether words say of what kind companies are, be it by a name that nobody knows."""
    return e.kind == "unread" or (e.kind == "clause" and e.name not in _PEOPLE and e.reading is not None)
