"""Doubts about an event: whether it has happened to the company at all. "Bought by a council" is a product, "from one
state to three" gives no year, and "refurbishing new offices" opens none."""

from __future__ import annotations

from itertools import pairwise

from icplang.reading.words.clauses import clause_at
from icplang.reading.words.found import Found
from icplang.reading.words.lexer import Words
from icplang.vocabulary.words import is_singular

_BUYERS = frozenset({"pe-backed", "vc-backed", "subsidiary"})
"""What a company becomes that is bought as a whole."""
_FIRST_YEAR = 1900
_IN = frozenset({"in", "since", "from", "by", "until", "last", "this", "of"})
"""Words in front of a month."""
_ACTIVE = frozenset({"have", "has", "having", "had", "who", "that"})
"""Words in front of "acquired" with somebody who did it."""
_PASSIVE = frozenset({"was", "were", "been", "be", "being", "is", "are", "got", "get"})
_MODALS = frozenset("can could must should may might need will would".split())
_AHEAD = 6
"""So many words may stand between deals and the verb that says how they are to be."""
_INTO = frozenset({"into", "to"})
_TRADES = frozenset({"industry", "model", "segment", "category", "serves"})
"""Clauses of what a company may grow into that is no place."""
_OBJECTS = frozenset("a an the another other one two three several some more its their".split())
"""Words with which starts what was acquired."""


def in_may(words: Words, i: int) -> bool:
    """Whether a word is the month and no verb: "attended our webinar in May"."""
    return i > 0 and words.row[i].text == "May" and words.row[i - 1].fold in _IN


def buys_goods(found: Found) -> bool:
    """Whether somebody rather buys what is made than the company: "bought by a council", "bought by larger groups"."""
    node, words = found.node, found.words
    if not node.has("BOUGHT") or not node.has("BY"):
        return False
    owners = [x for x in node.said if x.type == "OWNER"]
    single = all(is_singular(words.text[x.start : x.end]) for x in owners)
    return not single or any(x.ids[0] not in _BUYERS for x in owners)


def of_supplier(found: Found) -> bool:
    """Whether somebody was changed who rather serves a company than works there: "changed insurance broker"."""
    node, words = found.node, found.words
    roles = [x for x in node.said if x.type == "ROLE"] if node.has("CHANGED") else []
    return any(
        s.kind == "industry" and s.form != "weak"
        for x in roles
        for s in words.vocabulary.senses(words.text[x.start : x.end])
    )


def grows_companies(found: Found) -> bool:
    """Whether companies grow rather than a team of one: "growing dental groups"."""
    node, words = found.node, found.words
    teams = [x for x in node.said if x.type == "TEAM"] if node.has("BUILDING") else []
    return any(words.text[x.start : x.end].lower().endswith("groups") for x in teams)


def buys_thing(found: Found) -> bool:
    """Whether what was bought is a thing of which only the first word is read: "bought a laser cutter"."""
    return found.node.has("BOUGHT_ONE") and found.node.said[-1].type == "NOUN" and found.goes_on()


def acquires(found: Found) -> bool:
    """Whether somebody rather acquired something than was acquired: "acquired a book of business"."""
    row = found.words.row
    at = next((x.next - 1 for x in found.node.said if x.type == "ACQUIRED"), None)
    if at is None or row[at].fold != "acquired":
        return False
    passive = at > 0 and row[at - 1].fold in _PASSIVE
    active = at > 0 and row[at - 1].fold in _ACTIVE
    return not passive and (active or (at + 1 < len(row) and row[at + 1].fold in _OBJECTS))


def of_deals(found: Found) -> bool:
    """Whether acquisitions or a partnership are rather those of whoever writes: "add-on acquisitions can be as small
    as", "in partnership with"."""
    row, begin, end = found.words.row, found.begin, found.following
    kinds = {x.type for x in found.node.said}
    if kinds == {"PARTNERSHIP"}:
        return begin > 0 and end < len(row) and (row[begin - 1].fold, row[end].fold) == ("in", "with")
    return kinds == {"ACQUISITION"} and any(word.fold in _MODALS for word in row[end : end + _AHEAD])


def no_year(found: Found) -> bool:
    """Whether the number behind a "since" or a "from" is no year: "expanded from one state to three"."""
    return any(
        first.type == "SINCE" and then.type == "NUM" and then.value.value < _FIRST_YEAR
        for first, then in pairwise(found.node.said)
    )


def funded_somehow(found: Found) -> bool:
    """Whether words say how or by whom a company is funded, and not that it just was: "publicly funded", "funded by
    grants"."""
    row, begin, following = found.words.row, found.begin, found.following
    by = following < len(row) and row[following].fold == "by" and row[following - 1].fold == "funded"
    return by or (row[begin].fold == "funded" and begin > 0 and row[begin - 1].fold.endswith("ly"))


def still_raising(found: Found) -> bool:
    """Whether an amount without a round is one that a company would like to have: "raising under $4M"."""
    row, node = found.words.row, found.node
    raising = next((row[found.word_of(x)] for x in node.said if x.type == "RAISED"), None)
    ahead = raising is not None and raising.fold == "raising" and node.node("raise_amount") is not None
    return ahead and not node.has("ROUND", "STAGE") and node.node("stages") is None


def of_sites(found: Found) -> bool:
    """Whether new sites are only what something else is about: "refurbishing new offices", "the new office market"."""
    words, begin = found.words, found.begin
    said = found.node.said
    if len(said) > 1 or said[0].type != "SITE_OPENED" or not str(said[0].value).startswith("new "):
        return False
    worked = begin > 0 and words.row[begin - 1].fold.endswith("ing")
    return worked or found.goes_on()


def into_trade(found: Found) -> bool:
    """Whether what a company grows into is a trade and no place: "expanding into hotels"."""
    words, k = found.words, found.following
    if found.node.node("places") is not None or k >= len(words):
        return False
    if words.row[k - 1].fold not in _INTO:
        if words.row[k].fold not in _INTO:
            return False
        k += 1
    behind = clause_at(words, k)
    return behind is not None and behind[0].rule in _TRADES


def of_swap(found: Found) -> bool:
    """Whether a change of tools is only a part of a longer name: "TMS replacement budgets"."""
    if not found.node.has("SWAP"):
        return False
    return found.goes_on() or (bool(found.before) and found.before[-1].kind == "unread")


def of_plans(found: Found) -> bool:
    """Whether what was announced is only a plan, or another thing: "announced US expansion plans"."""
    return found.node.has("ANNOUNCED") and found.goes_on()
