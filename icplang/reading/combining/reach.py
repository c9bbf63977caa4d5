"""How far a "not" reaches inside a phrase: "no CRM and a sales team of 5" lacks the one and has the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from icplang.reading.combining.contacts import on_staff
from icplang.reading.combining.lists import takes_back
from icplang.reading.elements import KINDS_OF_COMPANY, SIZES, Element, family, first_content, is_bare, without_filler
from icplang.reading.words.negations import is_absence

_ARTICLES = frozenset({"a", "an", "one", "their", "its"})
_ALL = frozenset({"any", "all", "every", "each"})
_OWNED = frozenset({"category", "technology", "people", "person", "team", "teams", "hiring", "crew", "certification"})
"""What a company has or lacks."""


def excepted_first(sentence: list[Element], text: str) -> tuple[list[Element], list[Element]]:
    """What a sentence leaves out first, and all the others: "Other than banks, any lender in Kenya"."""
    first = first_content(sentence)
    if first is None or first.kind != "mark" or first.name != "NOT" or not takes_back(first, text):
        return [], sentence
    for i, (comma, behind) in enumerate(pairwise(sentence)):
        if comma.kind == "comma" and text[behind.start : behind.end].lower() in _ALL:
            return sentence[:i], [replace(behind, kind="filler"), *sentence[i + 2 :]]
    return [], sentence


def ended(phrases: list[list[Element]], text: str) -> Iterator[list[Element]]:
    """The phrases, cut where the "not" in one of them no longer holds."""
    for whole in phrases:
        rest = whole
        if at := _judged(whole):
            yield whole[:at]
            rest = whole[at:]
        while cut := _end(rest, text):
            begin, joint = cut
            yield rest[:joint]
            lacking = is_absence(rest[begin], text)
            rest = [on_staff(e) if lacking else e for e in rest[joint:]]
        yield rest


def _judged(phrase: list[Element]) -> int:
    """Where the joint behind a verdict stands, 0 for none: "hospitals are out and so are clinics"."""
    for i, e in enumerate(phrase[:-1]):
        behind = phrase[i + 1]
        if e.kind == "mark" and e.name == "EXCLUDE" and behind.kind == "mark" and behind.name in ("AND", "BUT"):
            named = any(x.kind in ("clause", "unread") for x in phrase[:i])
            return i + 1 if named and any(x.kind == "clause" for x in phrase[i + 2 :]) else 0
    return 0


def _end(phrase: list[Element], text: str) -> tuple[int, int] | None:
    """Where a "not" stands and where the "and" or the "but" that ends it; None where it holds to the end."""
    if any(e.kind == "mark" and e.name == "EXCLUDE" for e in phrase):
        return None
    begin = next((i for i, e in enumerate(phrase) if e.kind == "mark" and e.name == "NOT"), None)
    if begin is None:
        return None
    first = first_content(phrase[begin + 1 :])
    if first is None or first.kind not in ("clause", "unread"):
        return None
    for i in range(begin + 2, len(phrase) - 1):
        e = phrase[i]
        if e.kind != "mark" or e.name not in ("AND", "BUT"):
            continue
        behind = without_filler(phrase[i + 1 :])
        if not behind or behind[0].kind != "clause":
            continue
        if e.name == "BUT" or (_alone(phrase, begin, text) and _another(phrase, i, behind[0])):
            return begin, i
    return None


def _alone(phrase: list[Element], begin: int, text: str) -> bool:
    """Whether a "not" is said of what the company has or does, and not of a kind of company."""
    if any(e.kind == "filler" and e.name not in _ARTICLES for e in phrase[begin + 1 : begin + 2]):
        return False  # "no companies on Wix and in Texas"
    first = next(e for e in phrase[begin + 1 :] if e.kind != "filler")
    if first.kind != "clause":
        return False
    return not is_bare(first) or (first.name in _OWNED and is_absence(phrase[begin], text))


def _another(phrase: list[Element], joint: int, behind: Element) -> bool:
    """Whether what stands behind an "and" starts anew: a verb, a preposition, an article or a number of its own."""
    before = next(e for e in reversed(phrase[:joint]) if e.kind != "filler")
    if behind.name in KINDS_OF_COMPANY or family(behind) == family(before):
        return False
    article = phrase[joint + 1].kind == "filler" and phrase[joint + 1].name in _ARTICLES
    return article or not is_bare(behind) or behind.name in SIZES
