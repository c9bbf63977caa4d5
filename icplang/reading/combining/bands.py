"""What no company satisfies together: numbers of one thing, "50-200 staff (core), 200-500 staff (stretch)", and places,
"Spain; Portugal only with a partner". Numbers side by side are alternatives; elsewhere in a line neither is read. Of
two lines both hold, and no company satisfies them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from icplang.meaning.concepts import lies_in
from icplang.meaning.predicates import In, Predicate, Range
from icplang.meaning.profile import Criterion
from icplang.reading.combining.lists import Phrase
from icplang.reading.elements import Element, last_at, last_content, without_filler
from icplang.reading.findings import Findings
from icplang.reading.shape.items import Path
from icplang.vocabulary.store import builtin, words_of

_SINGLE = frozenset({"location", "funding_stage"})
"""Fields of names of which a company has one."""
_Measure: TypeAlias = Range
"""A range without its ends."""


def _measure(range: Range) -> _Measure:
    return replace(range, min=None, max=None, min_inclusive=True, max_inclusive=True, approximate=False)


def _none_of_all(ranges: Iterable[Range]) -> bool:
    """Whether no number lies in all of the ranges. Bands that only touch share none that anybody means."""
    low, high = float("-inf"), float("inf")
    bands = set[Range]()
    for r in ranges:
        if not isinstance(r.min, int | float | None) or not isinstance(r.max, int | float | None):
            return False
        low, high = max(low, low if r.min is None else r.min), min(high, high if r.max is None else r.max)
        bands |= {r} if r.min is not None and r.max is not None and r.min < r.max else set()
    return low > high or (low == high and len(bands) > 1)


def _ranged(e: Element) -> Range | None:
    predicate = e.reading.predicate if e.kind == "clause" and e.reading else None
    return predicate if isinstance(predicate, Range) else None


def another_band(pending: list[Phrase], body: list[Element], joined: str | None) -> bool:
    """Join a phrase that is one number to the one before it, where no company has both."""
    content = [e for e in body if e.kind not in ("filler", "group")]
    band = _ranged(content[0]) if len(content) == 1 else None
    band = band or (_in_bracket(body) if all(map(_of_size, content)) else None)
    if band is None or not pending or joined not in (None, "AND") or pending[-1][0] is not None:
        return False
    before = pending[-1][2]
    at = last_at(before, lambda e: e.kind not in ("filler", "group"))
    other = _ranged(before[at]) or (_in_bracket(before) if _of_size(before[at]) else None) if at is not None else None
    if other is None or _measure(band) != _measure(other) or not _none_of_all([band, other]):
        return False
    before.extend([Element("mark", body[0].start, body[0].start, "OR"), *body])
    return True


def _of_size(e: Element) -> bool:
    """Whether a word says how large companies are, so that a bracket behind it may give that in numbers."""
    return e.name == "segment" or (e.kind == "unread" and (e.name in ("mid", "micro") or e.name in words_of("vague")))


def _in_bracket(phrase: list[Element]) -> Range | None:
    """The number in the bracket that a phrase ends in: "SMB (1-50 people)"."""
    last = last_content(phrase)
    inside = without_filler(last.inside) if last is not None and last.kind == "group" else []
    return _ranged(inside[0]) if len(inside) == 1 else None


def without_contradictions(found: list[tuple[Path, Criterion]], findings: Findings) -> list[tuple[Path, Criterion]]:
    """What was found, without numbers, places and stages that one line requires together and of which no company
    satisfies all."""
    asked: dict[tuple[Path, int, _Measure | str], list[Criterion]] = {}
    for path, c in found:
        of = _asked_of(c.predicate)
        if c.role == "require" and of is not None and c.span:
            asked.setdefault((path, c.span.line, of), []).append(c)
    out = set[int]()
    for several in asked.values():
        if len(several) > 1 and _contradict([c.predicate for c in several]):
            for c in several:
                out.add(id(c))
                said, hint = "no company is all of this", "write alternatives with an 'or' between them"
                if c.span:
                    findings.tell("ambiguous-phrase", said, c.span.start, c.span.end, help=hint)
    return [(path, c) for path, c in found if id(c) not in out]


def _asked_of(predicate: Predicate) -> _Measure | str | None:
    """What a predicate is about of which a company has just one: a number, its place, its stage."""
    if isinstance(predicate, Range):
        return _measure(predicate)
    return predicate.field if isinstance(predicate, In) and predicate.field in _SINGLE else None


def _contradict(said: list[Predicate]) -> bool:
    """Whether no company satisfies all of some predicates about the same."""
    ranges, names = [r for r in said if isinstance(r, Range)], [n for n in said if isinstance(n, In)]
    return _none_of_all(ranges) if ranges else any(not _meet(a, b) for a, b in pairwise(names))


def _meet(one: In, other: In) -> bool:
    """Whether a company may be one of both."""
    both = ((a, b) for a in one.values for b in other.values)
    if one.field != "location":
        return not {*one.values}.isdisjoint(other.values)
    return any(lies_in(builtin(), a, b) or lies_in(builtin(), b, a) for a, b in both)
