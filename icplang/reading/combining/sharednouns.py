"""Words for the owners or the size of companies that share the noun of a trade behind an "and" or an "or":
"independent and boutique hotels" are hotels, too, where they are independent. Companies of any trade are not meant."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from icplang.meaning.predicates import And, In, Predicate, join
from icplang.reading.combining.lists import plural
from icplang.reading.elements import Element, is_bare, joins, lexemes, names_trade, opener, separates
from icplang.reading.findings import Findings
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.lexer import ARTICLES

_DESCRIBING = frozenset({"ownership", "segment"})
_SITES = frozenset({"MULTI_SITE", "SINGLE_SITE"})


def with_nouns(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements, with the trade that words for owners and sizes share with what an "and" joins to them."""
    elements = _between_sizes(elements, findings)
    out = list(elements)
    for i, e in enumerate(elements):
        if i < len(("this", "and")) or not names_trade(e):
            continue
        between = elements[i - 1]  # "solo and group gyms", "independent and regional breweries"
        k = i - 1 - (between.kind in ("filler", "unread") and between.name not in ARTICLES)
        first = elements[k - 1]
        if joins(elements[k]) and first.kind == "filler" and _said_of(first, findings) == "business":
            out[k - 1] = _business(first, e, findings)
        elif joins(elements[k]) and (shared := _shared(e, findings, whole=k < i - 1)):
            while k > 0 and separates(elements[k]) and _describes(elements[k - 1], findings.source.text):
                out[k - 1] = _of_trade(elements[k - 1], shared)
                k -= 2
    return out


def _between_sizes(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements, with a size that opens the name of a trade as one of those in front of it: the "enterprise" of
    "mid-market and enterprise software"."""
    out: list[Element] = []
    for e in elements:
        sizes = out[-2] if len(out) > 1 and joins(out[-1]) and out[-2].name == "segment" else None
        alone = sizes is None or plural(findings.source.text[sizes.start : sizes.end])  # "startups and enterprise ..."
        both = _sized_trade(sizes, e, findings) if sizes is not None and not alone and names_trade(e) else None
        out[len(out) - (2 if both else 0) :] = both or [e]
    return out


def _sized_trade(sizes: Element, e: Element, findings: Findings) -> list[Element] | None:
    """Sizes with the one that opens the name of a trade, and the trade; None where none does."""
    head = next((x for x in lexemes(e) if x.type == "INDUSTRY"), None)
    size, _, noun = _said(head, findings).partition(" ") if head else ("", "", "")
    more = next((s.id for s in findings.meant(size.lower()) if s.kind == "segment"), None) if noun else None
    trade = next((s.id for s in findings.meant(noun) if s.kind == "industry"), None) if more else None
    if head is None or more is None or trade is None or sizes.reading is None or e.reading is None:
        return None
    before, asked, cut = sizes.reading.predicate, e.reading.predicate, head.start + len(size)
    if not isinstance(before, In) or not isinstance(asked, In):
        return None
    values = tuple(trade if v == head.ids[0] else v for v in asked.values)
    read = replace(sizes.reading, predicate=replace(before, values=(*before.values, more)))
    rest = replace(e.reading, predicate=replace(asked, values=values))
    return [replace(sizes, end=cut, reading=read), replace(e, start=cut + 1, reading=rest)]


def _said_of(e: Element, findings: Findings) -> str:
    return findings.source.text[e.start : e.end].lower()


def _business(first: Element, e: Element, findings: Findings) -> Element:
    """The "business" of "business and consumer services" as the trade that it names with the noun behind it; unread
    where it names none."""
    head = next((x for x in lexemes(e) if x.type == "INDUSTRY"), None)
    noun = _said(head, findings).partition(" ")[2] if head else ""
    senses = [*findings.meant(f"business {noun}"), *findings.meant(f"business {noun}s")] if noun else []
    id = next((s.id for s in senses if s.kind == "industry"), None)
    if id is None or e.reading is None:
        return replace(first, kind="unread", name="business")
    reading = replace(e.reading, predicate=In("industry", (id,)), notes=[])
    return replace(e, start=first.start, end=first.end, reading=reading)


def headless(phrases: list[list[Element]], findings: Findings) -> list[list[Element]]:
    """The phrases of an exclusion, in which trades that share an unread noun with the last are not read either: the
    "school" of "school/church bulk buyers"."""
    return [_headless(p, findings) for p in phrases]


def _headless(phrase: list[Element], findings: Findings) -> list[Element]:
    out = list(phrase)
    for at in range(1, len(phrase)):
        k = at if joins(phrase[at]) and _attributive(phrase[at + 1 :], findings) else 0
        while k > 0 and joins(phrase[k]) and _one_trade(phrase[k - 1], findings.source.text):
            out[k - 1] = replace(phrase[k - 1], kind="unread", name="trade", reading=None)
            k -= 2
    return out


def _attributive(behind: list[Element], findings: Findings) -> bool:
    """Whether unread words begin with a trade, of which those behind it make something else: "church bulk buyers"."""
    run = list(takewhile(lambda e: e.kind == "unread", behind))
    return len(run) > 1 and any(s.kind == "industry" and s.form != "weak" for s in findings.meant(run[0].name))


def _one_trade(e: Element, text: str) -> bool:
    return names_trade(e) and is_bare(e) and not plural(text[e.start : e.end])


def _shared(e: Element, findings: Findings, *, whole: bool) -> Predicate | None:
    """The trade that the first name in a list has without its first word, or as a whole."""
    first = next((x for x in lexemes(e) if x.type == "INDUSTRY"), None)
    if first is None or not plural(_said(first, findings)):
        return None
    if whole:
        return In("industry", (first.ids[0],))
    _, _, noun = _said(first, findings).partition(" ")
    named = (s.id for s in findings.meant(noun) if s.kind == "industry" and s.form != "weak")
    id = next(named, None) if noun else None
    return In("industry", (id,)) if id else None


def _said(x: Lexeme, findings: Findings) -> str:
    return findings.source.text[x.start : x.end]


def _describes(e: Element, text: str) -> bool:
    """Whether an element is an adjective that says whose companies are, or how large."""
    if e.kind != "clause" or plural(text[e.start : e.end]):
        return False
    return opener(e) in _SITES or (e.name in _DESCRIBING and is_bare(e))


def _of_trade(e: Element, trade: Predicate) -> Element:
    reading = e.reading
    if reading is None or reading.predicate is None:
        return e
    return replace(e, reading=replace(reading, predicate=join(And, [reading.predicate, trade])))
