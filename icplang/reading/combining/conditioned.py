"""Kinds of companies with a condition each: of "hotels with 50+ rooms and clinics on Epic" no company is both."""

from __future__ import annotations

from dataclasses import replace

from icplang.reading.combining.lists import a_kind, plural_kind
from icplang.reading.elements import Element, family, is_bare, is_way, joins


def by_condition(units: list[Element], text: str) -> list[Element]:
    """The units, with an "or" between kinds of companies of which the first has a condition behind it. Where the others
    have one of another sort, sentence.lark does not tell for whom each holds, and that is reported."""
    joints = [i for i, u in enumerate(units) if joins(u)]
    if not joints or not _conditioned([u for u in units[: joints[0]] if u.kind != "mark"]):
        return units
    for i, end in zip(joints, [*joints[1:], len(units)], strict=True):
        side = units[i + 1 : end]
        if not side or not a_kind(side[0]) or is_way(side[0]) or not (_conditioned(side) or plural_kind(side[0], text)):
            return units
    return [replace(u, name="OR") if joins(u) else u for u in units]


def _conditioned(side: list[Element]) -> bool:
    """Whether elements name a kind of company, and the last says more of it than what it is."""
    last = side[-1] if side else None
    told = last is not None and last.kind == "clause" and family(last) != "company" and not is_bare(last)
    return told and any(map(a_kind, side[:-1]))
