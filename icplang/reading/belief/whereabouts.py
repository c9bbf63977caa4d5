"""Doubts about a place: whether it says where a company is at all."""

from __future__ import annotations

from icplang.reading.elements import HAVING, VERBAL, last_content, opener
from icplang.reading.syntax.grammars import keywords
from icplang.reading.syntax.tree import Lexeme
from icplang.reading.words.clauses import clause_at
from icplang.reading.words.found import Found
from icplang.reading.words.lexer import ARTICLES
from icplang.vocabulary.words import is_singular

_COMPOUND = frozenset("-‑")
_KINDS = frozenset({"OWNERSHIP", "INDUSTRY", "MODEL", "SEGMENT", "STAGE"})
_PLACED = frozenset({"focused", "focussed", "located", "based", "headquartered", "registered", "domiciled", "centered"})
"""Participles behind the place of a company."""
_WHERE = frozenset({"location"})
_FAIRS = frozenset("messe fair expo show summit conference congress convention exhibition forum festival".split())
"""What people come to."""
_PEOPLES = frozenset({"PLACE_ADJ", "AND", "OR", "COMMA", "SLASH"})
"""Adjectives of countries, and what joins them."""
_KITCHENS, _BARS = frozenset({"restaurants", "grocery"}), "bars-nightclubs"
"""Trades of which an adjective may say whose dishes they make, and those under them of which it does not."""
_WORKS = frozenset({"factory", "plant"})
_EVENTS = frozenset({"event", "expansion"})
_AT = frozenset({"in", "across", "from"})
_ADJECTIVES = 4
"""So many words may say what kind of towns are meant."""
TOWNS = frozenset("town city village municipality district borough suburb".split())
"""Words for where companies are, which are those who run the place as well."""
_WHOSE = frozenset("the this that same your our my their its his her".split())
"""Words in front of a field of business that was named before, or is known."""
_HYPHENS = 4
"""The most hyphens behind a place that are looked at."""
_BEFORE = 2
"""So many words in front of a place may say that it is elsewhere."""


def elsewhere(found: Found) -> bool:
    """Whether a place is only where others are than those spoken of: "elsewhere in Europe by referral"."""
    before = [w.fold for w in found.words.row[max(0, found.begin - _BEFORE) : found.begin]]
    return "elsewhere" in before and before[-1] in ("elsewhere", "in", "across", "within")


def compound_place(found: Found) -> bool:
    """Whether a place only describes the participle behind its hyphen: "German-owned", "Swiss-German-speaking"."""
    row, k = found.words.row, found.following
    for _ in range(_HYPHENS):
        if k + 1 < len(row) and row[k].text in _COMPOUND and row[k].tight and row[k + 1].tight:
            k += 2
    last = row[k - 1].fold if k > found.following else ""
    return last.endswith(VERBAL) and last not in _PLACED and not clause_at(found.words, k - 1)


def of_fair(found: Found) -> bool:
    """Whether a place is only the name of a fair or a meeting: "exhibitors at Hannover Messe"."""
    row, i = found.words.row, found.following
    return i < len(row) and row[i].fold in _FAIRS and row[i].text[:1].isupper()


def of_town(found: Found) -> bool:
    """Whether a size is that of a town: "in a mid-sized US city", but not "mid-sized city governments"."""
    words, i = found.words, found.following
    if i >= len(words):
        return False
    placed = clause_at(words, i, rules=_WHERE)
    here = [x for x in words.candidates(i) if x.type in ("TOWN", "INDUSTRY")]
    return bool(placed and placed[0].has("TOWN")) or (bool(here) and here[0].type == "TOWN")


def of_town_hall(found: Found) -> bool:
    """Whether the noun for a town is only the first word of what is in the place, "German town halls", or those meant
    themselves: "Massachusetts towns"."""
    if not found.node.has("TOWN"):
        return False
    word = found.words.row[found.following - 1]
    if not found.node.has("IN") and word.fold in TOWNS and not is_singular(word.text):
        return True
    town = found.words.candidates(found.following - 1)
    return found.goes_on() or any(x.next > found.following for x in town)


def code_among_names(found: Found) -> bool:
    """Whether a country's code in a list of places by their names is rather a word of its own: "no PE, Ohio"."""
    codes = [x for x in found.node.said if x.type == "PLACE_WEAK"]
    named = any(x.type in ("PLACE", "PLACE_ADJ", "TERRITORY") for x in found.node.said)
    return named and any(_is_word(found, x) for x in codes)


def _is_word(found: Found, code: Lexeme) -> bool:
    others = found.words.candidates(found.word_of(code))
    return any(x.end == code.end and x.type in _KINDS for x in others)


def of_cuisine(found: Found) -> bool:
    """Whether the adjective of a country may as well say what is cooked: "Italian restaurants", "Thai and Vietnamese
    diners"; "UK restaurants" are in the UK."""
    words, i = found.words, found.following
    if i >= len(words) or any(x.type not in _PEOPLES for x in found.node.said):
        return False
    vocabulary = words.vocabulary
    named = [id for x in words.candidates(i) if x.type == "INDUSTRY" for id in x.ids]
    above = [vocabulary.ancestors("industry", id) for id in named]
    return any(not _KITCHENS.isdisjoint(x) and _BARS not in x for x in above)


def since_there(found: Found) -> bool:
    """Whether a year says from when a place counts, and not when a company was founded: "Poland, Spain from 2027"."""
    said, last = found.node.said[0], last_content(found.before)
    return (
        said.type == "SINCE" and str(said.value) in ("from", "as of") and last is not None and last.name == "location"
    )


def of_makers(found: Found) -> bool:
    """Whether the works of a country may as well be the companies that run them: "German factories", but not "with
    German factories"."""
    words, first, last = found.words, found.node.said[0], found.node.said[-1]
    if last.type != "OFFICE" or str(last.value) not in _WORKS or first.type in ("WITH", "IN"):
        return False
    had = found.begin > 0 and words.row[found.begin - 1].fold in HAVING
    return not had and not is_singular(words.row[found.following - 1].text)


def of_person(found: Found) -> bool:
    """Whether a place is where somebody of the company is from: "with a founder from the Baltics"."""
    last = last_content(found.before)
    return last is not None and last.name == "person" and _led_by(found, "from")


def of_event(found: Found) -> bool:
    """Whether a place is where something happened: "acquired a company outside the Nordics", "opened an office outside
    the US"."""
    event = next((e for e in reversed(found.before) if e.kind == "clause"), None)
    return event is not None and event.name in _EVENTS and _led_by(found, "outside")


def _led_by(found: Found, word: str) -> bool:
    """Whether a word starts a clause, or stands in front of it."""
    row, begin = found.words.row, found.begin
    begin -= begin > 0 and row[begin - 1].fold in ARTICLES
    return word in (row[found.begin].fold, row[begin - 1].fold if begin else "")


def kind_of_town(found: Found) -> bool:
    """Whether towns are where companies are, and no companies: "in Scottish market towns", "in seaside towns"."""
    row, before = found.words.row, found.before
    if row[found.following - 1].fold not in TOWNS:
        return False
    led = next((e for e in reversed(before[-_ADJECTIVES:]) if e.kind != "unread"), None)
    if led is None or led.kind not in ("filler", "clause"):
        return False
    return led.name in _AT or (led.name == "location" and opener(led) == "IN")


def inside(found: Found) -> bool:
    """Whether a trade is that of the house in which a company sits: "inside a supermarket"."""
    return _led_by(found, "inside")


def of_some(found: Found) -> bool:
    """Whether a place is that of some things that were counted, and not of the company: "4 stores, two of them in
    Ohio", "two sites, one of which is in Texas"."""
    row, i = found.words.row, found.begin
    i -= i > 0 and row[i - 1].fold in ARTICLES
    i -= i > 0 and row[i - 1].fold == "in"
    i -= i > 0 and row[i - 1].fold in ("is", "are")
    return i > 1 and row[i - 1].fold in ("which", "them", "those", "whom") and row[i - 2].fold == "of"


def own_field(found: Found) -> bool:
    """Whether a word for any field of business is no name of a trade: "in your space", but "in space"."""
    row, last = found.words.row, found.node.said[-1]
    k = found.word_of(last)
    field = last.next == k + 1 and "INDUSTRY_NOUN" in keywords().get(row[k].fold, ())
    return field and k > 0 and row[k - 1].fold in _WHOSE
