"""Where something said of a company is found, "50+ engineers according to LinkedIn", "hiring cooks on Indeed": a remark
on what stands in front of it, and no criterion."""

from __future__ import annotations

import re
from dataclasses import replace

from icplang.reading.elements import Element, is_bare, joins, lexemes, says, separates
from icplang.reading.findings import Findings
from icplang.vocabulary.store import words_of
from icplang.vocabulary.words import key, tokens

_FOUND = frozenset("crew employees hiring metric person people team teams visits".split())
"""Clauses of what is seen on such pages."""
_NAMES = frozenset({"technology", "category", "industry"})
_WORDS = 3
"""The most words of the name of a site."""
_LEADING = frozenset("on via in from at through using".split())
_OWNED = frozenset("their its the a company".split())
_JOINTS = re.compile(r"\s*(?:,|\+|&|/|\band\b|\bor\b)\s*")
_FIGURES = frozenset("data figure number estimate record".split())
"""What a source has: "based on Crunchbase data"."""


def without_sources(elements: list[Element], findings: Findings) -> list[Element]:
    """The elements of a sentence without the sources of what it says."""
    out: list[Element] = []
    i, said = 0, False
    while i < len(elements):
        text = findings.source.text
        end = _source(elements, i, text) if said else i
        end = end if end > i else _taken_from(elements, i, text)
        if end > i:
            findings.tell("commentary", "a source, no criterion", elements[i].start, elements[end - 1].end)
            i = end
            continue
        e = elements[i]
        said = said or e.kind == "clause"
        if e.name == "ATTRIBUTION" and _is_per(e, findings.source.text) and not (i and elements[i - 1].kind == "comma"):
            e = replace(e, kind="unread", name="per")
        out.append(e)
        i += 1
    return out


def _source(elements: list[Element], i: int, text: str) -> int:
    """The element behind the source that starts at element `i`, or `i`."""
    e, before = elements[i], elements[i - 1]
    comma = before.kind == "comma"
    if (e.kind, e.name) == ("mark", "ATTRIBUTION") and (comma or not _is_per(e, text)):
        return _named(elements, i + 1) or i
    if e.kind == "clause" and e.name == "technology" and i + 1 < len(elements):
        figures = not _FIGURES.isdisjoint(tokens(text[elements[i + 1].start : elements[i + 1].end])[:1])
        if figures and any(x.type == "ON" and x.value == "based on" for x in lexemes(e)):
            return i + 2
    found = before.kind == "clause" and before.name in _FOUND
    return i + 1 if found and e.kind in ("clause", "unread", "filler") and _is_venue(e, text) else i


def _taken_from(elements: list[Element], i: int, text: str) -> int:
    """The element behind the sites from which a list is to be taken, "50 hotels from Crunchbase and Apollo", or `i`."""
    if not says(elements[i], "from", text):
        return i
    end, k = i, i + 1
    while k < len(elements):
        site = next((n for n in range(min(k + _WORDS, len(elements)), k, -1) if _sites(elements[k:n], text)), 0)
        if site:
            end = k = site
        elif separates(elements[k]):
            k += 1
        else:
            break
    return end


def _sites(named: list[Element], text: str) -> bool:
    """Whether elements name sites from which lists are taken, one or several."""
    if any(e.kind not in ("clause", "unread") for e in named):
        return False
    said = text[named[0].start : named[-1].end]
    return all(key(name) in words_of("venues") for name in _JOINTS.split(said))


def _named(elements: list[Element], i: int) -> int:
    """The element behind the sources that are named from element `i` on, 0 where none are: one, or a list that ends in
    "and" or "or"."""
    first = end = _words(elements, i)
    while end > i and end < len(elements) and separates(elements[end]):
        joint = end
        while end < len(elements) and separates(elements[end]):
            end += 1
        last = any(joins(e) for e in elements[joint:end])
        behind = _words(elements, end)
        if behind == end:
            break
        if last:
            return behind
        end = behind
    return first if first > i else 0


def _words(elements: list[Element], i: int) -> int:
    """The element behind those from element `i` on that may name a source: words that nothing explains, and names of
    trades and tools."""
    while i < len(elements) and (
        elements[i].kind in ("filler", "unread", "group") or (elements[i].name in _NAMES and is_bare(elements[i]))
    ):
        i += 1
    return i


def _is_per(e: Element, text: str) -> bool:
    return text[e.start : e.end].lower() == "per"


def _is_venue(e: Element, text: str) -> bool:
    """Whether words name a place where jobs, reviews and people are found: "on Indeed", "on their careers page"."""
    first, *words = text[e.start : e.end].lower().split() or [""]
    while words and words[0] in _OWNED:
        words.pop(0)
    named = " ".join(words if first in _LEADING else [first, *words])
    return words_of("venues").get(named, {"only": "none"})["only"] == ""
