"""Doubts about who is sought: whether roles, posts and ads are those of a company that hires."""

from __future__ import annotations

from icplang.reading.words.clauses import clause_at
from icplang.reading.words.found import Found

_ADS = frozenset({"ad", "ads", "advert", "search"})
_PAIR = 2
"""A rank or a field of work, and the noun behind it."""


def posting(found: Found) -> bool:
    """Whether somebody of a company posts something: "the CEO posts weekly"."""
    words, following, said = found.words, found.following, found.node.said
    if words.row[following - 1].text.lower() != "posts" or (len(said) != _PAIR and said[-2].type != "SENIORITY"):
        return False
    return following < len(words) and words.row[following].fold != "" and words.text[said[0].end - 1] != "s"


def whose_roles(found: Found) -> bool:
    """Whether roles are those of people at a company that is named, and nobody is sought: "marketing roles at Nike"."""
    words, following, node = found.words, found.following, found.node
    sought = any(x.type in ("OPEN", "POSTED", "HIRING", "WANTED", "BUILDING") for x in node.said)
    if sought or following + 1 >= len(words) or words.row[following].fold != "at":
        return False
    return words.text[words.row[following + 1].start].isupper() and clause_at(words, following + 1) is None


def advertises(found: Found) -> bool:
    """Whether ads and searches are those of a function, and nobody is sought: "marketing ads"."""
    node = found.node
    sought = any(x.type in ("ROLE", "SENIORITY", "OPEN", "POSTED", "HIRING") for x in node.said)
    nouns = {str(x.value) for x in node.said if x.type == "ROLE_NOUN"}
    return not sought and not nouns.isdisjoint(_ADS)


def for_somebody(found: Found) -> bool:
    """Whether those who are sought stand behind it and nobody knows them: "hiring for flange polishing"."""
    words, following = found.words, found.following
    bare = all(x.type in ("WITH", "HIRING", "HIRING_NOW") for x in found.node.said)
    return bare and following < len(words) and words.row[following].fold == "for"


def midst_of_field(found: Found) -> bool:
    """Whether a field of work starts in the midst of a longer name: the "ops" of "depot ops roles"."""
    words, begin, first = found.words, found.begin, found.node.said[0]
    unread = bool(found.before) and found.before[-1].kind == "unread"
    beside = begin > 0 and words.row[begin].start == words.row[begin - 1].end + 1
    return first.type.startswith("FUNCTION") and unread and beside and words.row[begin - 1].text.isalpha()
