"""Those who do one thing and another with the same goods: of "wine importers and distributors" the distributors sell
wine, too. Distributors of anything would be many more companies than are meant."""

from __future__ import annotations

from dataclasses import replace

from icplang.diagnostics import taken_literally
from icplang.meaning.predicates import In
from icplang.reading.elements import Element, lexemes, names_trade, opener
from icplang.reading.findings import Findings
from icplang.reading.resolving.goods import known_trade, unknown_trade
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import singular

_TRADES = frozenset({"INDUSTRY", "INDUSTRY_WEAK"})
_LABELS = frozenset({"INDUSTRY_LABEL", "KIND_LABEL"})
_ACTIVITIES = frozenset("manufacturing production distribution importing exporting import export".split())
"""Nouns for what is done with goods: "toy manufacturing or distribution"."""
_MANNERS = frozenset("light heavy contract custom discrete process industrial advanced precision additive lean".split())
"""What in front of them is no goods: "light manufacturing"."""
_JOINTS = frozenset({"and", "or", "&", "/", "and/or"})


def with_shared_goods(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements, with the goods of a trade also those of the bare noun that an "and" joins to it."""
    return [_shared(e, findings) if names_trade(e) or _labelled(e) else e for e in elements]


def _labelled(e: Element) -> bool:
    """Whether an element is what a label asks for that only trades answer: "Industry: wine importers"."""
    return e.kind == "clause" and e.name == "industry" and opener(e) in _LABELS


def _shared(e: Element, findings: Findings) -> Element:
    trades = [x for x in lexemes(e) if x.type in _TRADES]
    predicate = e.reading.predicate if e.reading else None
    if len(trades) < len(("one", "another")) or not isinstance(predicate, In) or e.reading is None:
        return e
    text, values = findings.source.text, list(predicate.values)
    if len(values) != len(trades):
        return e
    k = 0
    while k < len(trades):
        goods, _, noun = text[trades[k].start : trades[k].end].rpartition(" ")
        begin = k = k + 1
        while k < len(trades) and _deals(text[trades[k].start : trades[k].end]):
            k += 1
        joint = text[trades[k - 2].end : trades[k - 1].start].strip(" ,").lower() if k > begin else ""
        if goods and goods.lower() not in _MANNERS and _deals(noun) and joint in _JOINTS:
            values[begin:k] = [_with_goods(goods, x, findings) for x in trades[begin:k]]
    if values == list(predicate.values):
        return e
    shared = replace(predicate, values=tuple(dict.fromkeys(values)))
    return replace(e, reading=replace(e.reading, predicate=shared))


def _with_goods(goods: str, noun: Lexeme, findings: Findings) -> str:
    """The trade of those who do with goods what a noun says."""
    said = _without_company(findings.source.text[noun.start : noun.end])
    if id := known_trade(goods, singular(said.lower()), findings.meant):
        return id
    id = unknown_trade(goods, singular(said.lower()))
    message, help = taken_literally(said, "industry", id)
    findings.tell("taken-literally", message, noun.start, noun.end, help=help)
    return id


def _without_company(noun: str) -> str:
    """A noun for a trade without the word for those who follow it: "distribution companies"."""
    first, _, rest = noun.partition(" ")
    return first if "COMPANY" in keywords().get(singular(rest.lower()), ()) else noun


def _deals(noun: str) -> bool:
    """Whether a plural names those who do something with goods, "importers", or a noun what they do."""
    noun = _without_company(noun)
    if noun.lower() in _ACTIVITIES:
        return True
    row = words_of("trades").get(singular(noun.lower()), {})
    return noun.lower().endswith(("ers", "ors")) and " " not in noun and row.get("part") == "goods"
