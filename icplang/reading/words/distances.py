"""How far from somewhere a company may be, by road or by time: "within 30 minutes of Bristol", "half an hour from our
depot in Leeds". No field holds a distance, and the place that it is measured from is not where the company is."""

from __future__ import annotations

from icplang.reading.syntax.tree import Spelt
from icplang.reading.words.lattice import Lattice

_LEADING = frozenset(
    "within inside in under below less fewer more than no up to about around roughly over at most a an half "
    "the max maximum and quarter couple few easy short one two three four five ten".split()
)
"""Words in front of the unit."""
_ROADS = frozenset("mile mi km kms kilometer kilometre".split())
_TIMES = frozenset("minute min hour hr hours".split())
_TRIPS = frozenset("drive ride train flight travel commute walk radius journey trip driving".split())
_AWAY = frozenset({"away", "out", "off"})
_BETWEEN = (
    _TRIPS | _AWAY | {"s", "by", "car", "time", "distance", "or", "so", "road", "'", "’", "-", "mark", "at", "most"}
)
"""Words between the unit and what it is measured from."""
_FROM = frozenset({"of", "from", "around", "to"})
_NEAR = frozenset(
    ("near", "near to", "nearby", "around", "close to", "vicinity of", "outskirt of", "not far from", "just outside")
)
"""What says that a company is not far from a place."""
_BESIDE = frozenset(f"{side} of" for side in ("north", "south", "east", "west"))
"""What says so of a city: of a country it is a part."""
_FARTHEST = 7
"""So many words may stand between "from" and the place."""
_LONGEST = 6
"""So many words may stand in front of the unit, and so many between it and "from"."""


def distance(words: Lattice, i: int, end: int) -> int:
    """The word behind the distance that starts at word `i`; `i` itself where none does."""
    row = words.row
    if (beside := _nearness(words, i, end)) > i:
        return beside
    if row[i].value is None and row[i].fold not in _LEADING:
        return i
    unit = next((k for k in range(i, min(end, i + _LONGEST + 1)) if not _leads(row[k])), i)
    if unit == i or unit >= end or row[unit].fold not in _ROADS | _TIMES | {"commuting", "driving", "walking"}:
        return i
    k = unit + 1
    while k < min(end, unit + _LONGEST) and (row[k].fold in _BETWEEN or row[k].text in _BETWEEN):
        k += 1
    said = {said for w in row[unit:k] for said in (w.fold, w.text)}
    if k >= end or row[k].fold not in _FROM:
        return k if said & _AWAY or (said & (_TRIPS | {"distance"}) and row[unit].fold in _ROADS) else i
    reached = _place(words, k + 1, end)
    return reached if reached > k + 1 or said & (_TRIPS | _AWAY | {"distance"}) or row[unit].fold in _ROADS else i


def _nearness(words: Lattice, i: int, end: int) -> int:
    """The word behind the places that something is near; `i` itself where nothing says so."""
    for phrase, j in words.phrases(i) if words.row[i].text.isalpha() else ():
        if (phrase in _NEAR or phrase in _BESIDE) and j < end:
            k = j + 1 if words.row[j].fold == "the" and j + 1 < end else j
            named = [x for x in words.places(k) if x.type != "PLACE_ADJ"]
            cities = any(id.startswith("city:") for x in named for id in x.ids)
            if named and (cities or phrase in _NEAR):
                return _place(words, k, end)
    return i


def _leads(word: Spelt) -> bool:
    return word.value is not None or word.fold in _LEADING or word.text in "-–~<≤+"


def _place(words: Lattice, k: int, end: int) -> int:
    """The word behind the places that a distance is measured from; `k` for none."""
    reached = k
    for n in range(k, min(end, k + _FARTHEST)):
        if n < reached:
            continue
        if (
            words.row[n].text in ",.;:()!?"
            or words.row[n].value is not None
            or words.row[n].fold in ("with", "who", "that")
        ):
            break
        placed = [x.next for x in words.candidates(n) if x.type.startswith("PLACE")]
        if placed:
            reached = max(placed)
            if reached + 1 < end and words.row[reached].fold in ("or", "and"):
                continue
            return reached
        if n == k and words.row[n].text[0].isupper():
            reached = n + 1
    return reached
