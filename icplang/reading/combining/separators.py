"""Signs between fields and between names: "SaaS / UK / 50-200 employees", "[SaaS] [UK]", "hotels; gyms"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from icplang.meaning.predicates import Exists, Range
from icplang.reading.combining.lists import plural_kind
from icplang.reading.elements import (
    SIZES,
    Element,
    bracket,
    clauses,
    family,
    first_content,
    joins,
    last_content,
    names_trade,
    only_trades,
    says,
    separates,
)

_APART = frozenset(";|·•")
_KINDS = frozenset({"industry", "model", "segment"})
_FIRM = frozenset({"company", "location", "people"})
"""Kinds of clauses of which none is an alternative to one of another kind."""
_ASKING = frozenset({"COMMAND", "REQUIRE", "PREFER"})
_SIGNALS = frozenset({"stage", "certification"})
"""Kinds of company that may stand in a list of signals: "new CFO / Series B"."""


def listed_apart(elements: list[Element]) -> list[Element]:
    """The elements of an item, with an "or" for each stop between names of trades, "hotels; gyms; dental clinics", and
    between kinds of company that have a place each: "bakeries in Spain; hotels in Italy"."""
    stops = [i for i, e in enumerate(elements) if e.kind == "stop"]
    parts = [_led(elements[a + 1 : b]) for a, b in pairwise([-1, *stops, len(elements)])]
    apart = {
        i
        for n, i in enumerate(stops)
        if elements[i].name in _APART and any(all(map(alike, parts[n : n + 2])) for alike in (only_trades, in_places))
    }
    for end, part in zip([*stops, len(elements)], parts, strict=True):
        if in_places(part):
            apart |= {end - len(part) + i for i, e in enumerate(part) if e.kind == "comma"}
    out = [Element("mark", e.start, e.end, "OR") if i in apart else e for i, e in enumerate(elements)]
    return [e for i, e in enumerate(out) if not (i - 1 in apart and e.kind == "mark" and e.name in ("AND", "OR"))]


def kinds_in_cells(elements: list[Element], text: str) -> list[list[Element]]:
    """The cells of a line that each name a kind of company, of which some say more of it: "accounting firms (5-50
    staff) | law firms (3-30 attorneys)". No company is in all of them. None where a cell says something else."""
    cuts = [i for i, e in enumerate(elements) if e.kind == "stop"]
    cells = [elements[a + 1 : b] for a, b in pairwise([-1, *cuts, len(elements)])]
    if len({elements[i].name for i in cuts}) != 1 or elements[cuts[0]].name not in _APART:
        return []
    bracketed = any(e.kind == "group" and any(clauses([e])) for cell in cells for e in cell)
    return cells if bracketed and all(_of_one_kind(cell, text) for cell in cells) else []


def _of_one_kind(cell: list[Element], text: str) -> bool:
    """Whether a cell names one trade in the plural, and says more of it in a bracket at most."""
    content = [e for e in cell if e.kind != "filler" and (e.kind, e.name) != ("mark", "REQUIRE")]
    if len(content) > 1 and content[-1].kind == "group":
        content.pop()
    return len(content) == 1 and names_trade(content[0]) and plural_kind(content[0], text)


def in_places(elements: list[Element]) -> bool:
    """Whether elements are nothing but kinds of company that have a place or a size each, or both: "US banks",
    "bakeries in Spain, hotels in Italy with 50+ rooms", "hospitals with 200+ beds and clinics with 5+ sites"."""
    return all(_in_place(part) for i, part in enumerate(_members(_led(elements))) if part or not i)


def _led(elements: list[Element]) -> list[Element]:
    """Elements without the words in front that only ask for them: "We sell to"."""
    return elements[next((i for i, e in enumerate(elements) if e.kind != "filler" and e.name not in _ASKING), 0) :]


def _members(elements: list[Element]) -> list[list[Element]]:
    """The members of a list; an empty one between a comma and an "and"."""
    cuts = [i for i, e in enumerate(elements) if separates(e)]
    return [elements[a + 1 : b] for a, b in pairwise([-1, *cuts, len(elements)])]


def by_place(units: list[Element], text: str) -> list[Element]:
    """The units, with kinds of company that have a place or a size each as alternatives. Of which a size behind the
    last holds is clear where a semicolon parts them."""
    nots = next((i for i, u in enumerate(units) if (u.kind, u.name) != ("mark", "NOT")), len(units))
    if nots:
        return units[:nots] + by_place(units[nots:], text)
    joints = [i for i, u in enumerate(units) if joins(u)]
    if not joints or not in_places(units):
        return units
    either = [replace(u, name="OR") if joins(u) else u for u in units]
    sides = _members(units)
    sized = {any(e.name in SIZES for e in side) for side in sides}
    placed = {any(e.name == "location" for e in side) for side in sides}
    if (len(sized) > 1 or len(placed) > 1) and not all(says(units[i], ";", text) for i in joints):
        return either
    groups = [bracket(side) for side in sides]
    joined = zip(joints, groups[1:], strict=True)
    return [groups[0], *(e for i, group in joined for e in (either[i], group))]


def _in_place(part: list[Element]) -> bool:
    """Whether elements name a kind of company and its place, in front of it or behind, or its size."""
    content = [e for e in part if e.kind != "filler"]
    kinds = ["size" if e.name in SIZES else family(e) for e in content]
    runs = [kind for i, kind in enumerate(kinds) if kind != kinds[i - 1] or not i]
    return (
        all(e.kind == "clause" for e in content)
        and any(e.name in _KINDS for e in content)
        and (sorted(runs[:2]) == ["company", "location"] or runs == ["company", "size"])
        and runs[2:] in ([], ["size"])
    )


def separated(elements: list[Element], text: str) -> list[Element]:
    """The elements of a sentence, with a comma for each slash between fields, and without brackets around each."""
    elements = _unwrapped(elements)
    at = [i for i, e in enumerate(elements) if e.kind == "mark" and e.name == "SLASH"]
    if not at:
        return elements
    apart = {i for i in at if _apart(elements, i, text)}
    if any(_spaced(elements[i], text) for i in apart):
        apart |= {i for i in at if _spaced(elements[i], text) and not _alike(elements, i)}
    return [Element("comma", e.start, e.end) if i in apart else e for i, e in enumerate(elements)]


def _unwrapped(elements: list[Element]) -> list[Element]:
    """ "[SaaS] [50-200 employees]": a row of brackets, each with a field of its own."""
    content = [e for e in elements if e.kind != "filler" and not (e.kind == "mark" and e.name in ("AND", "SLASH"))]
    if len(content) < 2 or not all(e.kind == "group" and any(clauses([e])) for e in content):
        return elements
    out: list[Element] = []
    for e in content:
        out += [*([Element("comma", e.start, e.start)] if out else []), *e.inside]
    return [replace(e, kind="comma") if e.kind == "stop" else e for e in out]


def _sides(elements: list[Element], i: int) -> Iterator[Element | None]:
    """What stands on both sides of a slash."""
    yield last_content(elements[:i])
    yield first_content(elements[i + 1 :])


def _spaced(e: Element, text: str) -> bool:
    return text[e.start - 1 : e.start].isspace() and text[e.end : e.end + 1].isspace()


def _kind(e: Element) -> str:
    if e.reading and isinstance(e.reading.predicate, Exists):
        return "event"
    return "size" if e.name in SIZES else e.name if e.name in _SIGNALS else family(e)


def _apart(elements: list[Element], i: int, text: str) -> bool:
    """Whether a slash stands between fields of which no company needs just one."""
    left, right = _sides(elements, i)
    if left is None or right is None or left.kind != "clause" or right.kind != "clause":
        return False
    kinds = {_kind(left), _kind(right)}
    if _spaced(elements[i], text):
        return (len(kinds) == 2 and not kinds.isdisjoint(_FIRM)) or (kinds == {"size"} and _unlike(left, right))
    return kinds == {"company", "location"}


def _unlike(one: Element, other: Element) -> bool:
    """Whether two sizes measure different things: "20-60 staff / 2+ vans"."""
    a, b = (e.reading.predicate if e.reading else None for e in (one, other))
    return isinstance(a, Range) and isinstance(b, Range) and (a.field, a.of) != (b.field, b.of)


def _alike(elements: list[Element], i: int) -> bool:
    """Whether names of one kind stand on both sides of a slash."""
    left, right = _sides(elements, i)
    return bool(left and right and left.kind == right.kind == "clause" and _kind(left) == _kind(right) != "size")
