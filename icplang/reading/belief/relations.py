"""What companies have to do with others, or are to become, and what is no kind of company for that: a group that
they joined, a fair where they exhibit, whoever works for them, paper among the tools that they use, a place
"from next year", whom they serve.
"""

from __future__ import annotations

from icplang.reading.belief.place import Place
from icplang.reading.elements import KINDS_OF_COMPANY, is_bare, last_content
from icplang.reading.words.found import Found
from icplang.reading.words.lexer import ARTICLES
from icplang.vocabulary.words import is_singular, tokens

_SERVES = KINDS_OF_COMPANY | {"technology", "category", "location", "people"}
_JOINED = frozenset("join joins joined joining rejoined leave leaves leaving".split())
_MEMBERS = frozenset({"member", "members"})
_EXHIBITING = frozenset(
    """exhibit exhibits exhibited exhibiting attend attends attended attending speak speaks spoke speaking sponsor
    sponsors sponsored sponsoring present presents presented presenting""".split()
)
"""Verbs of what is done at a fair."""
_SPANS = frozenset("year years term terms season seasons semester semesters quarter calendar holiday holidays".split())
"""Times of the year that a trade has a word for: "the school year"."""
_TAKING = frozenset("takes taking accepts accepting accepted".split())
_SWAPPING = frozenset("changed switched swapped replaced fired sacked ditched dropped left outgrown outgrew".split())
_WHOSE = frozenset({"their", "its", "a", "an", "the", "his", "her", "old"})
_CUSTOMERS = frozenset("client clients customer customers user users".split())
_LOOKING = frozenset("look looks looking search searching hunt hunting".split())
_WANTING = frozenset(
    "pay pays paying prospect prospecting scout scouting ask asking perfect ideal great good fit made".split()
)
_DECIDING = frozenset("decide decides deciding decided choose choosing settling settled".split())
_TIRED = frozenset({"tired", "sick", "fed"})
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
_FAR = 3
"""So many words back is the verb of what is no company."""
_AHEAD = 24
"""So many characters behind a name say when it counts."""
_ON = frozenset({"in", "on", "under"})
_UNMET = frozenset("progress process roadmap works pipeline way work agenda horizon preparation".split())
"""What a standard is on or in before it is met."""


def no_trade(found: Found) -> bool:
    """Whether a trade is only what a company has to do with."""
    doubts = (_joined, _exhibited_at, _taken_in, _in_season, _accounts_for, _swapped, _for_occasion, _the_trade)
    return any(doubt(found) for doubt in doubts)


def no_customers(found: Found) -> bool:
    """Whether those who are named are served by nobody."""
    return _hires(found) or _looked_for(found) or _accounts_for(found) or _for_occasion(found)


def _for_occasion(found: Found) -> bool:
    """Whether something is for one thing, which is no kind of company: "it's for a call blitz", "gyms, for a podcast",
    but "looking for a bank"."""
    row = found.words.row
    i = found.begin if row[found.begin].fold == "for" else found.begin - 2
    led = i >= 0 and row[i].fold == "for" and i + 1 < len(row) and row[i + 1].text.lower() in ("a", "an")
    return led and not (i and (row[i - 1].fold in _LOOKING or row[i - 1].fold in _WANTING))


def _the_trade(found: Found) -> bool:
    """Whether "the trade" is that of those whom a text is about, and none of its own: "known across the trade"."""
    last = found.node.said[-1]
    return last.type.startswith("INDUSTRY") and found.words.text[last.start : last.end].lower() == "trade"


def _accounts_for(found: Found) -> bool:
    """Whether what customers are said to do is what they come to: "customers accounting for a third of revenue"."""
    words, begin, following = found.words, found.begin, found.following
    behind = words.row[following].fold if following < len(words) else ""
    k = begin if found.node.rule == "serves" else begin - 1
    doing = behind == "for" and words.row[following - 1].fold.endswith("ing")
    return doing and k >= 0 and words.row[k].fold in _CUSTOMERS


def _joined(found: Found) -> bool:
    """Whether a trade is a group that a company joined: "just joined a buying group", "member of a hotel alliance"."""
    row, k = found.words.row, found.begin - 1
    while k > 0 and row[k].fold in ARTICLES:
        k -= 1
    if k < 0 or k == found.begin - 1:
        return False
    return row[k].fold in _JOINED or (k > 0 and row[k].fold == "of" and row[k - 1].fold in _MEMBERS)


def _exhibited_at(found: Found) -> bool:
    """Whether a trade is the first word of a fair: "exhibits at PRINTING United"."""
    row, begin = found.words.row, found.begin
    at = begin if row[begin].fold == "at" else begin - 1
    return at > 0 and row[at].fold == "at" and row[at - 1].fold in _EXHIBITING


def _taken_in(found: Found) -> bool:
    """Whether a trade is what a company takes from those who pay: "takes mobile money", "takes private insurance"."""
    row, begin = found.words.row, found.begin
    far = _FAR if is_singular(row[found.following - 1].text) else 1
    return any(row[k].text.lower() in _TAKING for k in range(max(0, begin - far), begin))


def _swapped(found: Found) -> bool:
    """Whether a trade is one that serves a company, which took another: "switched law firm", "left their agency"."""
    row, k = found.words.row, found.begin - 1
    while k > 0 and row[k].fold in _WHOSE:
        k -= 1
    return k >= 0 and row[k].text.lower() in _SWAPPING and is_singular(row[found.following - 1].text)


def of_clients(found: Found) -> bool:
    """Whether a name is that of a company, whose customers are meant: "clients of RWS"."""
    row, begin = found.words.row, found.begin
    return begin > 1 and row[begin - 1].fold == "of" and row[begin - 2].fold in _CUSTOMERS


def in_progress(p: Place) -> bool:
    """Whether a standard is still to be met: "SOC 2 in progress", "ISO 27001 on the roadmap"."""
    on, *rest = [*tokens(p.text[p.clause.end : p.clause.end + _AHEAD]), ""]
    return on in _ON and not _UNMET.isdisjoint(rest[:2])


def _looked_for(found: Found) -> bool:
    """Whether those are named whom somebody looks for, and nobody is served: "We look for partners"."""
    row, begin = found.words.row, found.begin
    return begin > 0 and row[begin].fold == "for" and row[begin - 1].fold in _LOOKING


def decided_on(p: Place) -> bool:
    """Whether tools are only to be chosen: "still deciding on an ERP"."""
    return p.last is not None and p.text[p.last.start : p.last.end].lower() in _DECIDING


def _in_season(found: Found) -> bool:
    """Whether a trade only says which time of the year is meant: "next school year"."""
    row, following = found.words.row, found.following
    return following < len(row) and row[following].fold in _SPANS


def _hires(found: Found) -> bool:
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


def tired_of(p: Place) -> bool:
    """Whether a company would rather do without a tool: "tired of doing the rota on WhatsApp"."""
    return any(e.kind == "unread" and e.name in _TIRED for e in p.before[-3:])


def besides(p: Place) -> bool:
    """Whether a name only lets in more than others do, or does so later: "HubSpot works too", "the UK from next
    year"."""
    behind = p.text[p.clause.end : p.clause.end + _AHEAD].lower()
    said = [e.name for e in p.before[-2:] if e.name not in ARTICLES]
    if p.clause.name == "location" and said[-1:] and said[-1] in _ONCE:
        return True
    return behind.startswith(_TOO) or (p.clause.name == "location" and behind.startswith(_LATER))


def for_no_one(p: Place) -> bool:
    """Whether a "for" does not say whom the company serves: it does behind a kind of company or product, not behind a
    number."""
    if not p.said.startswith("for "):
        return False
    last = last_content(p.before)
    if last and last.name == "technology":
        return True  # "use Excel for payroll", "HubSpot for Startups"
    return last is not None and (last.kind != "clause" or last.name not in _SERVES)


def serves_work(p: Place) -> bool:
    """Whether a trade only says of whom the work is that a company does: "focused on restaurant scheduling"."""
    thing = p.next
    if thing is None or thing.kind != "unread" or thing.start != p.clause.end + 1:
        return False
    said = p.text[thing.start : thing.end].lower()
    return is_singular(p.said.split()[-1]) and said.endswith(("ing", "s"))
