"""The last member of a list apart from the others: what a bracket behind "agencies, consultancies (unless 50+ staff)"
says is said of the consultancies alone."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.concepts import lies_in
from icplang.meaning.predicates import In
from icplang.reading.elements import SIZES, Element, direct, is_bare, lexemes
from icplang.reading.syntax.tree import Lexeme
from icplang.vocabulary.store import builtin

_LISTED = frozenset({"industry", "model", "segment", "ownership", "location"})
_JOINTS = frozenset({"COMMA", "OR", "AND", "SLASH", "COMPANY"})


def last_apart(e: Element) -> tuple[Element, Element] | None:
    """A list of kinds of companies without its last member, and that; None for another clause."""
    named = e.reading.predicate if e.reading else None
    if e.name not in _LISTED or not is_bare(e) or not isinstance(named, In) or named.count or e.reading is None:
        return None
    names = sorted((x for x in lexemes(e) if x.type not in _JOINTS), key=lambda x: x.start)
    if len(names) < 2 or [id for x in names for id in _ids(x)] != [*named.values]:
        return None
    last = len(_ids(names[-1]))
    first, second = (replace(named, values=v) for v in (named.values[:-last], named.values[-last:]))
    return (
        replace(e, end=names[-2].end, reading=replace(e.reading, predicate=first)),
        replace(e, start=names[-1].start, reading=replace(e.reading, predicate=second, notes=[])),
    )


def _ids(x: Lexeme) -> tuple[str, ...]:
    return x.value if isinstance(x.value, tuple) else ()


def part_of_others(named: list[Element]) -> tuple[Element, Element] | None:
    """A list without its last member, and that, where it names a part of what the others name: "Europe, Russia
    excluded", "retail, food retail excluded"; None for another one."""
    both = last_apart(named[0]) if len(named) == 1 else None
    outer, inner = (e.reading.predicate if e.reading else None for e in both or (named[0], named[0]))
    if both is None or not isinstance(outer, In) or not isinstance(inner, In):
        return None
    names = builtin()
    if outer.field == "location":
        within = all(any(a != b and lies_in(names, a, b) for b in outer.values) for a in inner.values)
    else:
        within = all(not {*outer.values}.isdisjoint(names.ancestors(outer.field, a) - {a}) for a in inner.values)
    return both if within else None


def sized(before: Element, group: Element) -> Element | None:
    """A kind of company with the size in a bracket behind it as one, which in a list is of its last member: "hotels,
    clinics (20+ beds)"; None for another bracket."""
    sizes = list(direct(group.inside))
    if not sizes or any(x.name not in SIZES for x in sizes):
        return None
    if any(x.kind not in ("clause", "filler", "comma") for x in group.inside):
        return None
    if before.name == "location":
        return None
    rest, last = last_apart(before) or (None, before)
    said = Element("group", last.start, group.end, inside=[last, *group.inside])
    if rest is None:
        return said
    return Element("group", rest.start, group.end, inside=[rest, Element("mark", last.start, last.start, "OR"), said])
