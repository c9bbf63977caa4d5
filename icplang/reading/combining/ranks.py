"""Kinds of companies and people in the order in which they are wanted: "hotels first, then hostels, followed by
campsites". All of them are wanted, so that they are one list."""

from __future__ import annotations

from icplang.reading.elements import KINDS_OF_COMPANY, Element, is_bare, separates

_FIRST = frozenset({"first", "firstly"})
_PERSONS = frozenset({"people"})
_LATER = frozenset("second secondly secondarily third next then last lastly finally followed after".split())
_GOES_ON = {"followed": ("by", "with"), "after": ("that", "those", "them", "this")}
"""What stands behind such a word: "followed by", "after that"."""


def unranked(elements: list[Element], text: str) -> tuple[list[Element], list[Element]]:
    """The elements of a sentence without the words that rank the companies or people that it lists, and these words."""
    said = [text[e.start : e.end].lower() for e in elements]
    first = next((i for i, word in enumerate(said) if _first(elements, i, word)), -1)
    ranks: set[int] = set()
    for i in range(first + 1, len(said)):
        more = _GOES_ON.get(said[i], ())
        last = i + 1 if more else i
        whole = not more or (last < len(said) and said[last] in more)
        if said[i] not in _LATER or elements[i].kind == "clause" or not whole:
            continue
        before = next((k for k in range(i - 1, -1, -1) if elements[k].kind == "clause"), -1)
        if first < 0 and not (said[i] == "then" and _people(elements, i, before)):
            continue
        if _kind(elements, i - 1, -1) or _kind(elements, last + 1, 1):
            ranks |= {i, last}
    if not ranks:
        return elements, []
    ranks |= {first} if first >= 0 and elements[first].kind != "clause" else set()
    out: list[Element] = []
    for i, e in enumerate(elements):
        if i in ranks:
            continue
        if i - 1 in ranks and out and out[-1].kind == e.kind == "clause":  # "hotels then hostels"
            out.append(Element("comma", e.start, e.start))
        out.append(e)
    return _alternatives(out), [elements[i] for i in sorted(ranks)]


def _alternatives(elements: list[Element]) -> list[Element]:
    """The elements with an "or" between the people of a list: one of them is talked to after the other."""
    return [
        Element("mark", e.start, e.end, "OR") if e.kind == "comma" and _people(elements, i, i - 1) else e
        for i, e in enumerate(elements)
    ]


def _people(elements: list[Element], i: int, before: int) -> bool:
    """Whether people stand behind element `i` and at or in front of `before`: "Director of Revenue Cycle, then CFO"."""
    behind = next((k for k in range(i + 1, len(elements)) if elements[k].kind != "filler"), i)
    return all(k >= 0 and elements[k].kind == "clause" and elements[k].name in _PERSONS for k in (before, behind))


def _first(elements: list[Element], i: int, word: str) -> bool:
    """Whether a word ranks the kind of company or the person beside it above all others."""
    if elements[i].kind == "clause":
        return _kind(elements, i, 1) and not _FIRST.isdisjoint(word.replace(",", " ").split())
    return word in _FIRST and (_kind(elements, i - 1, -1) or _kind(elements, i + 1, 1))


def _kind(elements: list[Element], i: int, step: int) -> bool:
    """Whether a kind of company or a person stands at an element or next to it, perhaps behind a comma or an "and"."""
    while 0 <= i < len(elements) and (elements[i].kind == "filler" or separates(elements[i])):
        i += step
    e = elements[i] if 0 <= i < len(elements) else None
    return e is not None and e.kind == "clause" and (e.name in _PERSONS or (e.name in KINDS_OF_COMPANY and is_bare(e)))
