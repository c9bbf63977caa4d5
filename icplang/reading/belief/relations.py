"""What companies have to do with others, or are to become, and what is no kind of company for that: a group that
they joined, a fair where they exhibit, whoever works for them, paper among the tools that they use, a place
"from next year".
"""

from __future__ import annotations

from icplang.reading.belief.place import Place
from icplang.reading.elements import is_bare, last_content
from icplang.reading.words.found import Found
from icplang.reading.words.lexer import ARTICLES

_JOINED = frozenset("join joins joined joining rejoined leave leaves leaving".split())
_MEMBERS = frozenset({"member", "members"})
_EXHIBITING = frozenset(
    """exhibit exhibits exhibited exhibiting attend attends attended attending speak speaks spoke speaking sponsor
    sponsors sponsored sponsoring present presents presented presenting""".split()
)
"""Verbs of what is done at a fair."""
_SPANS = frozenset("year years term terms season seasons semester semesters quarter calendar holiday holidays".split())
"""Times of the year that a trade has a word for: "the school year"."""
_WORKING = frozenset("working work works worked partnering partnered partners".split())
_LATER = (" later", " from next ", " next year", " next quarter", " soon", " eventually", " at some point", " in time")
_ONCE = frozenset({"later", "eventually", "soon"})
_TOO = (
    *(f" {verb} {too}" for verb in ("works", "work") for too in ("too", "as well", "also", "fine")),
    *(
        f" {verb} {how} {too}"
        for verb in ("is", "are")
        for how in ("fine", "ok", "okay", "good")
        for too in ("too", "as well")
    ),
    *(f" {verb}{out}" for verb in ("", "is ", "are ") for out in ("exempt", "exempted")),
)
"""What is said behind a name that is let in besides others."""
_AHEAD = 24
"""So many characters behind a name say when it counts."""


def joined(found: Found) -> bool:
    """Whether a trade is a group that a company joined: "just joined a buying group", "member of a hotel alliance"."""
    row, k = found.words.row, found.begin - 1
    while k > 0 and row[k].fold in ARTICLES:
        k -= 1
    if k < 0 or k == found.begin - 1:
        return False
    return row[k].fold in _JOINED or (k > 0 and row[k].fold == "of" and row[k - 1].fold in _MEMBERS)


def exhibited_at(found: Found) -> bool:
    """Whether a trade is the first word of a fair: "exhibits at PRINTING United"."""
    row, begin = found.words.row, found.begin
    at = begin if row[begin].fold == "at" else begin - 1
    return at > 0 and row[at].fold == "at" and row[at - 1].fold in _EXHIBITING


def in_season(found: Found) -> bool:
    """Whether a trade only says which time of the year is meant: "next school year"."""
    row, following = found.words.row, found.following
    return following < len(row) and row[following].fold in _SPANS


def hires(found: Found) -> bool:
    """Whether a company works with one that serves it: "already working with an agency"."""
    row, begin = found.words.row, found.begin
    said = [w.fold for w in row[begin : begin + 3]]
    return len(said) > 2 and said[0] in _WORKING and said[1] == "with" and said[2] in ("a", "an", "another")


def stands_on(p: Place) -> bool:
    """Whether a trade is what something is done on: "still on paper job tickets"."""
    return is_bare(p.clause) and p.last is not None and (p.last.kind, p.last.name) == ("filler", "on")


def among_tools(p: Place) -> bool:
    """Whether a trade closes a list of tools, and is no company then: "uses Birdie, CareLineLive or paper"."""
    joint = p.last is not None and p.last.name in ("OR", "SLASH")
    named = last_content(p.before[:-1]) if joint and is_bare(p.clause) else None
    return named is not None and named.name == "technology" and not is_bare(named)


def besides(p: Place) -> bool:
    """Whether a name only lets in more than others do, or does so later: "HubSpot works too", "the UK from next
    year"."""
    behind = p.text[p.clause.end : p.clause.end + _AHEAD].lower()
    said = [e.name for e in p.before[-2:] if e.name not in ARTICLES]
    if p.clause.name == "location" and said[-1:] and said[-1] in _ONCE:
        return True
    return behind.startswith(_TOO) or (p.clause.name == "location" and behind.startswith(_LATER))
