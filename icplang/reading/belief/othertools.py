"""Tools that are denied right behind their kind: "an EHR (not Epic)", "a PMS but not Opera", "a CRM other than Close".
There plain words are names of products, as they are where they stand for the kind: "an EHR (Epic)". And sites from
which companies are listed, as in "fintechs from Apollo", which are no tools of theirs."""

from __future__ import annotations

import re
from dataclasses import replace

from icplang.reading.elements import Element, lexemes
from icplang.reading.words.found import TOOLS, Found
from icplang.reading.words.lexer import Words
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import key

_PRODUCTS = ("TECH", "TECH_WEAK")
_SIDES = frozenset({"backend", "back-end", "back end", "frontend", "front-end", "front end"})
_WORKING = frozenset("team squad group crew department agency shop studio firm developer engineer dev role job".split())
_KIND = re.compile(r"[ ][a-z]+s\b(?<! is)")
"""A plural behind a tool, of those who run it: "Shopify brands"."""
_JOINTS = frozenset({"or", "and", "nor"})
_SIGNS = frozenset(",/")
_ENDS = frozenset(",.;:!?)]|–—\n")
_BEHIND = frozenset({"and", "but", "or", "with", "in", "who", "that", "which"})
"""Words in front of which a list of tools ends."""


def names_category(e: Element) -> bool:
    """Whether a clause ends in a category of tools."""
    last = max(lexemes(e), key=lambda x: x.end, default=None)
    return last is not None and last.type in (*TOOLS, "TOOL_NOUN")


def listed_on(found: Found) -> bool:
    """Whether a tool is the site from which a list is taken: "fintechs from Apollo"."""
    inside = next((x for x in found.node.said if x.type == "INSIDE"), None)
    if inside is None or inside.value != "from":
        return False
    named = [x for x in found.node.said if x.start > inside.start and x.type in _PRODUCTS]
    return any(key(found.words.text[x.start : x.end]) in words_of("venues") for x in named)


def without_employers(elements: list[Element], text: str) -> list[Element]:
    """The elements without tools behind an "at" that are rather the companies where somebody works: "CTOs at Stripe,
    Brex and Ramp", but "owners at Shopify stores"."""
    return [replace(e, kind="unread", reading=None) if _employs(e, text) else e for e in elements]


def _employs(e: Element, text: str) -> bool:
    if e.kind != "clause" or e.name != "technology" or not text[: e.start].lower().endswith(" at "):
        return False
    last = max(lexemes(e), key=lambda x: x.end)
    named = text[e.start : e.end].rsplit(" ", 1)[-1][:1].isupper() and not _KIND.match(text, e.end)
    return named and last.type in _PRODUCTS and last.end == e.end


def of_side(found: Found) -> bool:
    """Whether those behind a clause work on the side of a system that it ends in: "a Python backend team"."""
    last, k = found.node.said[-1], found.following
    sided = last.type in ("TOOL_NOUN", "IN_STACK") and found.words.text[last.start : last.end].lower() in _SIDES
    return sided and k < len(found.words) and found.words.row[k].fold in _WORKING


def denied_tools(words: Words, i: int, before: list[Element]) -> int:
    """The word behind the tools at word `i` that are denied of a kind right in front of them; 0 where none are."""
    if not before or (before[-1].kind, before[-1].name) != ("mark", "NOT"):
        return 0
    said = [e for e in before[-4:-1] if e.kind != "comma" and e.name != "BUT"]
    first = words.row[0]
    labelled = first.start == first.end and first.value is not None and first.value.type == "TECH_LABEL"
    if not (names_category(said[-1]) if said and said[-1].kind == "clause" else labelled and len(before) <= 2):
        return 0
    end, weak, k = 0, False, i
    while k < len(words):
        tool = next((x for x in words.candidates(k) if x.type in _PRODUCTS), None)
        if tool is None:
            break
        end, weak = tool.next, weak or tool.type == "TECH_WEAK"
        k = end
        while k < len(words) and (words.row[k].fold in _JOINTS or words.row[k].text in _SIGNS):
            k += 1
        if k == end:
            break
    behind = words.row[end] if end and end < len(words) else None
    closed = behind is None or behind.text in _ENDS or behind.fold in _BEHIND
    return end if weak and closed else 0
