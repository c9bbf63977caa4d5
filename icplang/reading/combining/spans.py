"""Kinds of companies from one to another: "from bakeries to breweries" are both of them. Where one of the two is not
understood, neither is read: what lies between them is not what the other one says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from icplang.reading.elements import Element, family, is_bare, split

_FAR = 8
"""So many elements may stand between the "from" and the "to"."""
_RANGING = frozenset("range ranges ranging ranged vary varies varying stretch stretches stretching".split())
"""Verbs that say that somebody's customers are all of those between: "our customers range from bakeries to gyms"."""


def with_spans(elements: list[Element], text: str) -> list[Element]:
    """The elements of a sentence, with the kinds of companies between which it spans as a list."""
    parts = [_spanned(part, text) for part in split(elements, "comma")]
    commas = (e for e in elements if e.kind == "comma")
    return [*_joined(parts, commas)]


def _joined(parts: list[list[Element]], commas: Iterator[Element]) -> Iterator[Element]:
    for i, part in enumerate(parts):
        if i:
            yield next(commas)
        yield from part


def _spanned(part: list[Element], text: str) -> list[Element]:
    begin = next((i for i, e in enumerate(part) if _from(e, text)), None)
    if begin is None:
        return part
    if begin and part[begin - 1].kind == "unread" and part[begin - 1].name not in _RANGING:
        return part  # "moved from paper to Plex"
    to = next((i for i in range(begin + 1, min(len(part), begin + _FAR)) if _to(part[i])), None)
    if to is None or to + 1 == len(part):
        return part
    first = [e for e in part[begin:to] if e.kind != "filler"]
    if not any(_kind(e) for e in first) or any(e.kind not in ("clause", "unread") for e in first):
        return part
    then, behind = part[to + 1], part[to + 2 : to + 3]
    chains = bool(behind) and behind[0].name == "sites"  # "to hotel chains"
    if len(first) == 1 and {first[0].name, then.name} == {"industry"} and is_bare(then) and not chains:
        return [*part[:to], replace(part[to], kind="mark", name="OR"), *part[to + 1 :]]
    end = next((i for i in range(to + 2, len(part)) if _ends(part[i], then)), len(part))
    return [*part[:begin], *(replace(e, kind="unread") for e in part[begin:end]), *part[end:]]


def _from(e: Element, text: str) -> bool:
    """Whether a word or a clause starts with "from"."""
    if e.kind == "filler":
        return e.name == "from"
    return _kind(e) and text[e.start : e.end].lower().startswith("from ")


def _kind(e: Element) -> bool:
    """Whether a clause names a kind of companies, a place or a tool."""
    return e.kind == "clause" and (family(e) == "company" or e.name in ("location", "technology"))


def _to(e: Element) -> bool:
    return e.kind == "filler" and e.name in ("to", "through")


def _ends(e: Element, kind: Element) -> bool:
    """Whether what follows no longer names the kind to which it goes."""
    named = e.kind == "clause" and not (family(e) == "company" or e.name in ("sites", kind.name))
    return named or e.kind in ("mark", "group", "stop")
