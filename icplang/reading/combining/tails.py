"""A list in two, where only its last members, or only its first, are spoken of: what a bracket behind "agencies,
consultancies (unless 50+ staff)" says is said of the consultancies alone."""

from __future__ import annotations

from dataclasses import replace

from icplang.meaning.concepts import lies_in
from icplang.meaning.predicates import In
from icplang.reading.elements import SIZES, Element, direct, is_bare, lexemes
from icplang.reading.syntax.tree import Lexeme
from icplang.vocabulary.store import builtin

_LISTED = frozenset({"industry", "model", "segment", "ownership", "location", "certification", "technology"})
_SEVERAL = frozenset({"certification", "technology"})
_JOINTS = frozenset({"COMMA", "OR", "AND", "SLASH", "COMPANY"})


def apart(e: Element, at: int = -1) -> tuple[Element, Element] | None:
    """A list of names as two, the second from name `at` on: in "hotels, spas with 20+ staff" only the spas have them,
    in "solo coaches, dentists and family-run clinics" only the coaches are alone. None for another clause."""
    named = e.reading.predicate if e.reading else None
    if e.name not in _LISTED or not is_bare(e) or not isinstance(named, In) or named.count or e.reading is None:
        return None
    words = sorted(lexemes(e), key=lambda x: x.start)
    names = [x for x in words if x.type not in _JOINTS and _ids(x)]
    counts = [len(_ids(x)) for x in names]
    if [id for x in names for id in _ids(x)] != [*named.values]:
        counts = [1] * len(names)  # words of several senses, of which one is meant
    if len(names) < 2 or sum(counts) != len(named.values):
        return None
    cut, begin = sum(counts[:at]), names[at].start
    end = next(x.end for x in reversed(names) if x.start < begin)
    parts = [x for x in words if x.end <= end], [x for x in words if x.start >= begin]
    nodes = [replace(e.reading.node, parts=(*x,)) for x in parts]
    first, second = (replace(named, values=v) for v in (named.values[:cut], named.values[cut:]))
    return (
        replace(e, end=end, reading=replace(e.reading, node=nodes[0], predicate=first)),
        replace(e, start=begin, reading=replace(e.reading, node=nodes[1], predicate=second, notes=[])),
    )


def _ids(x: Lexeme) -> tuple[str, ...]:
    return x.value if isinstance(x.value, tuple) else ()


def liked_last(named: list[Element], verdict: str) -> tuple[Element, Element] | None:
    """A list of what a company may have several of without its last member, and that, where the verdict behind it is on
    that alone: "ISO 9001, AS9100 is even better"; None for another one."""
    if len(named) != 1 or named[0].name not in _SEVERAL or not verdict.lower().startswith(("is ", "would be ")):
        return None
    joints = [x.type for x in sorted(lexemes(named[0]), key=lambda x: x.start) if x.type in _JOINTS]
    return apart(named[0]) if joints and joints[-1] == "COMMA" else None


def part_of_others(named: list[Element]) -> tuple[Element, Element] | None:
    """A list without its last member, and that, where it names a part of what the others name: "Europe, Russia
    excluded", "retail, food retail excluded"; None for another one."""
    both = apart(named[0]) if len(named) == 1 else None
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
    rest, last = apart(before) or (None, before)
    said = Element("group", last.start, group.end, inside=[last, *group.inside])
    if rest is None:
        return said
    return Element("group", rest.start, group.end, inside=[rest, Element("mark", last.start, last.start, "OR"), said])
