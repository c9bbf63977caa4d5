"""Kinds of companies of which none is all: trades in groups, "woodwork (joiners), metalwork (locksmiths)", where the
words in front of the brackets are only what each group is called; and trades that nothing joins."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from icplang.reading.combining.lists import Phrase, plural_kind
from icplang.reading.elements import Element, first_content, lexemes, names_trade, separates
from icplang.reading.findings import Findings, quality


def with_groups(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements of a sentence, with the trades of each group as members of one list, where there are several."""
    bounds = [-1, *(i for i, e in enumerate(elements) if separates(e)), len(elements)]
    spans = [(a + 1, b) for a, b in pairwise(bounds) if b > a + 1]
    groups = [span for span in spans if _is_group(elements[slice(*span)])]
    trades = sum(any(map(names_trade, elements[a:b])) for a, b in spans)
    if not groups or len(groups) + trades < len(("one", "another")):
        return elements
    out = list(elements)
    for a, b in reversed(groups):
        *called, group = elements[a:b]
        for e in called:
            if e.kind == "unread" and quality([e.name]):
                findings.report([e])
            elif e.kind == "unread":
                findings.tell("defined-word", "not read: the bracket says who is meant", e.start, e.end)
        out[a:b] = [*(replace(e, kind="filler") for e in called), *group.inside]
    return out


def one_kind(phrases: list[Phrase], findings: Findings) -> list[Phrase]:
    """The phrases of a sentence without those that each name trades of which no company is all, and that nothing made
    alternatives: "hotels with 50+ rooms, gyms with a pool". Both would hold; they are reported."""
    text = findings.source.text
    crossed = [phrase for phrase in phrases if _crossed(phrase[2])]
    for _, _, body in crossed:
        said, hint = "which of these belong together is not clear", "write one line for each"
        findings.tell("ambiguous-phrase", said, body[0].start, body[-1].end, help=hint)
    phrases = [phrase for phrase in phrases if not any(phrase is x for x in crossed)]
    kinds = [phrase for phrase in phrases if _names_kind(phrase, text)]
    if len(kinds) < len(("one", "another")) or len({role for _, role, _ in kinds}) > 1:
        return phrases
    for _, _, body in kinds:
        said, hint = "whether each of these kinds is enough is not clear", "write one line for each"
        findings.tell("ambiguous-phrase", said, body[0].start, body[-1].end, help=hint)
    left = {id(body) for _, _, body in kinds}
    return [phrase for phrase in phrases if id(phrase[2]) not in left]


def _crossed(body: list[Element]) -> bool:
    """Whether a list of business models runs on into one of trades, so that a member in the middle is cut in two:
    "SaaS, B2B tech, insurtech"."""
    return any(
        (a.name, b.name) == ("model", "industry")
        and b.start == a.end + 1
        and any(x.type == "COMMA" for x in lexemes(a))
        and len([*lexemes(b)]) > 1
        for a, b in pairwise(body)
    )


def _names_kind(phrase: Phrase, text: str) -> bool:
    """Whether a phrase asks for trades, by their plural in front."""
    outer, role, body = phrase
    first = first_content(body)
    refused = outer is not None or role == "exclude" or any(e.kind == "mark" and e.name == "NOT" for e in body)
    return not refused and first is not None and names_trade(first) and plural_kind(first, text)


def _is_group(part: list[Element]) -> bool:
    """Whether a part of a sentence is a name that nobody knows, with nothing but trades in brackets behind it."""
    *called, group = part
    inside = [e for e in group.inside if not separates(e)]
    named = bool(called) and all(e.kind in ("unread", "filler") for e in called)
    return named and group.kind == "group" and bool(inside) and all(map(names_trade, inside))
