"""Doubts about who owns a company, and about what belongs to one: whether a word says that at all."""

from __future__ import annotations

from icplang.reading.words.clauses import clause_at
from icplang.reading.words.found import Found

_ADJECTIVES = frozenset({"PLACE", "PLACE_ADJ", "TERRITORY"})
_BEFORE_PUBLIC = frozenset({"general", "wider", "broader", "go", "going", "goes"})
_KINDS = frozenset({"industry", "model", "segment"})
_OWNERS = frozenset(
    {"INDUSTRY", "INDUSTRY_WEAK", "MODEL", "SEGMENT", "AUDIENCE", "ROLE", "TECH", "COMPANY", "CATEGORY"}
)
"""What a word that could be an owner only describes."""

_TRADES = frozenset({"INDUSTRY", "INDUSTRY_WEAK"})
_UNLISTED = frozenset({"nonprofit", "charity", "library", "museum", "school", "college", "foundation"})
"""What is owned by the state or by nobody."""
_AFFAIRS = frozenset("work works project tender money funding fund record realm space road contract bid safety".split())
"""What is done for the public."""


def the_public(found: Found) -> bool:
    """Whether the public are people, and nobody's shares are, "the general public"; or whether a company is only to go
    public."""
    words, i = found.words, found.begin
    said = words.row[i].fold == "public" and found.following == i + 1
    return said and i > 0 and words.row[i - 1].fold in _BEFORE_PUBLIC and not found.goes_on()


def for_the_public(found: Found) -> bool:
    """Whether what "public" describes has no shares that could be listed: "public charities", "public works"."""
    words, following = found.words, found.following
    if words.row[found.begin].fold != "public" or following > found.begin + 1 or following >= len(words):
        return False
    named = {id for x in words.candidates(following) if x.type in ("MODEL", "INDUSTRY") for id in x.ids}
    return words.row[following].fold in _AFFAIRS or not _UNLISTED.isdisjoint(named)


def several_states(found: Found) -> bool:
    """Whether states, and no owner, are what something is done in: "states operated", but "state-operated"."""
    return found.words.row[found.begin].text.lower() in ("states", "cities", "counties", "councils")


def only_listed(found: Found) -> bool:
    """Whether "listed" says no more than that something stands in a list: "the listed criteria", "roles listed"."""
    row, following = found.words.row, found.following
    if row[found.begin].fold != "listed" or following > found.begin + 1:
        return False
    behind = clause_at(found.words, following)
    if behind is None:
        return True
    node = behind[0]
    return node.rule not in _KINDS and not (node.rule == "location" and node.said[0].type in _ADJECTIVES)


def of_sized_group(found: Found) -> bool:
    """Whether the group that a company is part of is told by its size: "part of a group of no more than 6 hotels"."""
    row, following = found.words.row, found.following
    return row[following - 1].fold == "group" and following < len(row) and row[following].fold == "of"


def owned_by_others(found: Found) -> bool:
    """Whether the owner that is named is only the first word of another, or of a list that goes on with others: "owned
    by corporate landlords", "owned by private equity, a bank or a council"."""
    words, following = found.words, found.following
    said = words.text[found.node.start : found.node.end].lower()
    if following >= len(words) or not (found.node.has("OWNED_BY") or said.startswith("owned by")):
        return False
    if words.row[following].text == ",":
        return following + 1 < len(words) and words.row[following + 1].fold in ("a", "an", "the")
    return found.goes_on() or any(x.type in _OWNERS for x in words.candidates(following))


def of_its_own(found: Found) -> bool:
    """Whether a trade in the singular is what a company has and not what it is: "whose bank has asked them out"."""
    words, i = found.words, found.begin
    if not i or words.row[i - 1].fold != "whose" or words.row[found.following - 1].text.endswith("s"):
        return False
    return all(x.type in _TRADES for x in found.node.said)  # and not "whose industry is banking"
