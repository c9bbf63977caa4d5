"""Chains and the like in a list of trades: "restaurants and hotel chains" are restaurants of any size, or hotels of
several sites, "gym franchisees and spas" gyms that are franchised, or spas. In "hotels and hotel chains" the chains are
hotels already. Where they stand alone, "hotel chains" says two things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from icplang.meaning.predicates import And, In, join
from icplang.reading.combining.lists import plural
from icplang.reading.combining.tails import apart
from icplang.reading.elements import Element, is_bare, lexemes, names_trade, separates, several
from icplang.reading.resolving import Reading
from icplang.reading.syntax.tree import Node
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import singular

_HEADS = frozenset({"segment", "model", "ownership"})
"""Clauses besides that may be the noun behind a trade: "startups", "franchisees", "nonprofits"."""

_DOERS = ("ers", "ors", "ists", "ians")


def with_chains(elements: list[Element], text: str) -> list[Element]:
    """The elements, with each trade of a list and its "chains" as one clause."""
    out: list[Element] = []
    named: set[str] = set()
    i = 0
    while i < len(elements):
        e = elements[i]
        trade, chains = _trade(e), elements[i + 1] if i + 1 < len(elements) else None
        if not (trade or separates(e) or e.kind == "filler"):
            named = set()
        headed = trade and chains and chains.start == e.end + 1 and _heads(chains, text)
        if headed and len(trade) > 1 and (parts := _parts(e, text)):
            first, e = parts
            named |= _trade(first)
            trade = _trade(e)
            out += [first, Element("mark", e.start, e.start, "OR")]
        if headed and chains and _listed(reversed(out), (elements[k] for k in range(i + 2, len(elements)))):
            e = _one(e, chains, trade, named)
            i += 1
        named |= trade
        out.append(e)
        i += 1
    return out


def _heads(e: Element, text: str) -> bool:
    """Whether a clause is a noun for companies, of whatever trade: "chains", "startups"."""
    return several(e) or (e.name in _HEADS and is_bare(e) and plural(text[e.start : e.end]))


def _parts(e: Element, text: str) -> list[Element]:
    """A list of trades without the last, and the last, where that alone has the noun behind it: "gyms and coffee
    chains". In "hotel and restaurant chains" all have it."""
    named = [x for x in lexemes(e) if x.type.startswith("INDUSTRY")]
    parts = [*(apart(e) or [])]
    said = text[named[-2].start : named[-2].end].lower().rsplit(" ", 1)[-1] if parts and len(named) > 1 else ""
    companies = said.endswith(_DOERS) or singular(said) in words_of("trades")  # "gyms", and not "devtools"
    return parts if plural(said) and companies else []


def _one(e: Element, chains: Element, trade: set[str], named: set[str]) -> Element:
    """A trade and its chains as one clause; the trade alone where the list has it already."""
    if e.reading is None or chains.reading is None or not e.reading.predicate or not chains.reading.predicate:
        return e
    both = e.reading.predicate if trade <= named else join(And, [e.reading.predicate, chains.reading.predicate])
    node = Node("industry", (*e.reading.node.parts, *chains.reading.node.parts))
    notes = [*e.reading.notes, *chains.reading.notes]
    return replace(e, end=chains.end, reading=Reading(node, both, notes=notes))


def _listed(before: Iterator[Element], behind: Iterator[Element]) -> bool:
    """Whether another trade stands in front of a trade or behind it, in one list."""
    for side in (before, behind):
        row = (e for e in side if e.kind not in ("filler", "group"))
        joint = next(row, None)
        if joint and separates(joint):
            beside = next((e for e in row if not separates(e)), None)
            if beside and beside.kind == "clause" and beside.name == "industry":
                return True
    return False


def _trade(e: Element) -> set[str]:
    """The industries that a bare clause names."""
    predicate = e.reading.predicate if e.reading else None
    return set(predicate.values) if names_trade(e) and isinstance(predicate, In) else set()
