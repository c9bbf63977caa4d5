"""Goods over commas behind whoever deals in them: "makers of soap, candles and bath bombs" are three trades. The first
of them alone would be fewer companies than are meant."""

from __future__ import annotations

from dataclasses import replace

from icplang.diagnostics import taken_literally
from icplang.meaning.predicates import In
from icplang.reading.elements import Element, is_bare, joins, names_trade, separates
from icplang.reading.findings import Findings, quality
from icplang.reading.resolving.goods import known_trade, unknown_trade
from icplang.reading.syntax.grammars import keywords
from icplang.reading.words.trades import describes
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import tokens

_OF_TRADES = frozenset({"operator", "provider"})
"""Nouns behind which trades stand as well: "operators of gyms, climbing walls or spas"."""
_WORDS = 3
"""The most words of a name for goods."""


def with_goods(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements, with the unread goods of a list as the trades of those who deal in them."""
    out: list[Element] = []
    i = 0
    while i < len(elements):
        e = elements[i]
        i += 1
        if e.kind == "clause" and e.name == "industry" and (noun := _noun(e)):
            goods, i = _goods(elements, i, noun, findings)
            e = _with(e, noun, goods, findings) if goods else e
        out.append(e)
    return out


def _noun(e: Element) -> str:
    """What somebody does with the goods that a clause names: the "maker" of "makers of soap"."""
    made = e.reading.node.node("made") if e.reading else None
    return str(e.reading.node.lexemes("MAKER")[0].value).split(" ")[-2] if made and e.reading else ""


def _goods(elements: list[Element], i: int, noun: str, findings: Findings) -> tuple[list[list[Element]], int]:
    """The elements of the goods behind those that a clause names, and the element behind them. Without a word that
    joins the last of them only plurals are: "tea, coffee and cocoa", but "tea, coffee"."""
    found: list[list[Element]] = []
    end = sure = i
    plural = 0
    while i < len(elements) and separates(elements[i]):
        last = False
        while i < len(elements) and separates(elements[i]):
            last = last or joins(elements[i])
            i += 1
        begin = i
        named = noun in _OF_TRADES and i < len(elements) and names_trade(elements[i])
        i += named
        while i < len(elements) and elements[i].kind == "unread" and not named:
            i += 1
        behind = elements[i] if i < len(elements) else None
        ends = behind is None or separates(behind) or behind.kind == "stop"
        if not ends and not (behind and behind.kind == "clause" and not is_bare(behind)):
            break
        said = findings.source.text[elements[begin].start : elements[i - 1].end] if begin < i else ""
        if not named and not _names_goods(said):
            break
        found.append(elements[begin:i])
        end = i
        if last or named or (said.endswith("s") and plural == len(found) - 1):
            plural, sure = len(found), end
    return found[:plural], sure


def _names_goods(said: str) -> bool:
    """Whether unread words may name goods: a few in small letters, none of which says what something is like."""
    words = tokens(said)
    if not words or len(words) > _WORDS or said != said.lower() or not said[0].isalpha() or quality(words):
        return False
    if any(w in words_of("filler") or w in words_of("vague") for w in words) or words[-1] in keywords():
        return False
    return said.endswith("s") or not describes(words[-1])


def _with(e: Element, noun: str, goods: list[list[Element]], findings: Findings) -> Element:
    """A clause with the trades of those who deal in more goods."""
    if e.reading is None or not isinstance(e.reading.predicate, In):
        return e
    values = list(e.reading.predicate.values)
    for first, *_, last in ([run[0], *run] for run in goods):
        if first.reading and isinstance(first.reading.predicate, In):
            values += first.reading.predicate.values
            continue
        start, end = first.start, last.end
        said = findings.source.text[start:end]
        id = known_trade(said, noun, findings.meant)
        if not id:
            id = unknown_trade(said, noun)
            message, help = taken_literally(said, "industry", id)
            findings.tell("taken-literally", message, start, end, help=help)
        values.append(id)
    predicate = replace(e.reading.predicate, values=tuple(dict.fromkeys(values)))
    return replace(e, end=goods[-1][-1].end, reading=replace(e.reading, predicate=predicate))
