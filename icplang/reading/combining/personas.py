"""People who each stand with companies of their own: "founders at seed startups, VPs of Sales at SaaS companies",
"fintech CFOs, hospital CIOs". The companies of one or of the other are wanted, and none is asked to be all. And what a
bracket behind people says of their companies: "agency owners (10-50 staff)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from icplang.reading.elements import KINDS_OF_COMPANY, Element, direct, last_content, lexemes, separates

_SEVERAL = 2
_PEOPLE = frozenset({"people", "buyer"})
_JOINING = frozenset({"AND", "OR"})
_REFUSING = frozenset({"NOT", "EXCLUDE", "DEPRIORITIZE"})
_OF_FIRMS = frozenset({"employees", "money", "sites", "valuation", "funding"})
"""Clauses that are about no person: neither what somebody leads nor how old anybody is."""
FIRMS = "firms"
"""The name of a bracket behind people that says how large their companies are."""


def with_firms(elements: list[Element], text: str) -> list[Element]:
    """The elements with a bracket behind the only people of a sentence as what it says of their companies: "agency
    owners (10-50 staff)". Behind one of several it says who is talked to where: "Owner (under 20 staff), COO (20+)"."""
    at = next((i for i, e in enumerate(elements) if e.kind == "group"), 0)
    people = last_content(elements[:at])
    if people is None or people.name not in _PEOPLE or not text[: people.end].endswith("s"):
        return elements
    if any(x.type == "BUYER" and not text[x.start : x.end].endswith("to") for x in lexemes(people)):
        return elements  # "Buyer: Owners (under 20 staff)", but "We sell to owners (under 20 staff)"
    sizes = [e.name for e in direct(elements[at].inside)]
    others = any(
        e.name in _PEOPLE or e.kind == "group" or (e.kind == "mark" and e.name in _REFUSING)
        for e in elements
        if e is not people and e is not elements[at]
    )
    if others or not sizes or not _OF_FIRMS.issuperset(sizes) or any(e.kind == "unread" for e in elements[at].inside):
        return elements
    return [*elements[:at], replace(elements[at], name=FIRMS), *elements[at + 1 :]]


def personas(elements: Sequence[Element]) -> tuple[list[list[Element]], list[Element]]:
    """The stretches of an item that each name people and their companies, and what behind a comma is said of all; none
    where there are not several, or where something is refused among them."""
    begins = [i for i, e in enumerate(elements) if _at(e)]
    if len(begins) < _SEVERAL:
        return _led(elements)
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


def _led(elements: Sequence[Element]) -> tuple[list[list[Element]], list[Element]]:
    """The members of a list that each name a kind of company and then its people, "fintech CFOs, hospital CIOs in
    Texas", and what is said of all behind them; none where a member names nothing but people."""
    parts: list[list[Element]] = []
    begin = end = 0
    for i in range(len(elements)):
        if elements[i].kind == "clause" and elements[i].name == "people":
            if not _of_kind(list(elements[begin : i + 1])):
                return [], []
            parts.append(list(elements[end : i + 1]))
            end = i + 1
            begin = next((k for k in range(end, len(elements)) if not _parts(elements[k])), len(elements))
    apart = len(parts) >= _SEVERAL and not any(e.name in KINDS_OF_COMPANY for e in elements[end:])
    return (parts, list(elements[end:])) if apart else ([], [])


def _of_kind(part: list[Element]) -> bool:
    """Whether the elements of a member are a kind of company and the people who end it."""
    *kinds, _ = part
    named = any(e.kind == "clause" and e.name in KINDS_OF_COMPANY for e in kinds)
    ordered = kinds[:1] != [] and (kinds[0].kind, kinds[0].name) == ("mark", "COMMAND")
    return named and all(e.kind == "unread" or e.name in KINDS_OF_COMPANY for e in kinds[ordered:])


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
