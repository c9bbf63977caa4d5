"""The typed predicates of a profile: plain frozen values, a closed union, no behaviour.

A predicate says something of one account. Its truth is three-valued (`icplang.meaning.evaluate`); its
published JSON is `icplang.meaning.published`. Numbers are in base units: money in whole units of the
currency in `unit`, shares as ratios (0.2 is 20 %), ages in years. Values are vocabulary ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

TimeUnit: TypeAlias = Literal["day", "week", "month", "quarter", "year"]
Bound: TypeAlias = int | float | str
"""A number, or the id of an ordered value such as `series-b`."""


@dataclass(frozen=True, slots=True)
class Window:
    """A length of time that ends at the as-of date: `Window(6, "month")`."""

    n: int
    unit: TimeUnit


@dataclass(frozen=True, slots=True)
class Count:
    """How many must match; a missing end is open."""

    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class In:
    """A scalar is one of `values`; a list holds at least one of them (or `count` of them)."""

    field: str
    values: tuple[str, ...]
    of: str | None = None
    count: Count | None = None
    op: Literal["in"] = "in"


@dataclass(frozen=True, slots=True)
class All:
    """A list holds every one of `values`."""

    field: str
    values: tuple[str, ...]
    op: Literal["all"] = "all"


@dataclass(frozen=True, slots=True)
class Range:
    """A number, an amount of money, a year or an ordered stage lies between two ends.

    `approximate` says that the text was ("about 200"); the ends already carry the tolerance.
    """

    field: str
    min: Bound | None = None
    max: Bound | None = None
    min_inclusive: bool = True
    max_inclusive: bool = True
    of: str | None = None
    unit: str | None = None
    approximate: bool = False
    over: Window | None = None
    per: str | None = None
    since: str | None = None
    op: Literal["range"] = "range"


@dataclass(frozen=True, slots=True)
class Exists:
    """A related row or event exists. `where` speaks of that row's own fields.

    `since` is a year ("2024"), an ISO date, or "this-year", "this-quarter", "this-month"; `until` is the last such
    period: "2024" with both is "in 2024".
    """

    relation: str
    where: Predicate | None = None
    last: Window | None = None
    since: str | None = None
    count: Count | None = None
    until: str | None = None
    op: Literal["exists"] = "exists"


@dataclass(frozen=True, slots=True)
class Known:
    """The value is present."""

    field: str
    op: Literal["known"] = "known"


@dataclass(frozen=True, slots=True)
class And:
    """Every one of `args` is true."""

    args: tuple[Predicate, ...]
    op: Literal["and"] = "and"


@dataclass(frozen=True, slots=True)
class Or:
    """One of `args` is true."""

    args: tuple[Predicate, ...]
    op: Literal["or"] = "or"


@dataclass(frozen=True, slots=True)
class Not:
    """`arg` is false."""

    arg: Predicate
    op: Literal["not"] = "not"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `n` of `args` are true."""

    n: int
    args: tuple[Predicate, ...]
    op: Literal["at_least"] = "at_least"


Predicate: TypeAlias = In | All | Range | Exists | Known | And | Or | Not | AtLeast
Leaf: TypeAlias = In | All | Range | Exists | Known


def children(predicate: Predicate) -> tuple[Predicate, ...]:
    """The predicates directly inside a connective; none for a leaf (`where` of an event is its own world)."""
    match predicate:
        case And(args) | Or(args) | AtLeast(_, args):
            return args
        case Not(arg):
            return (arg,)
        case _:
            return ()


def leaves(predicate: Predicate) -> Iterator[Leaf]:
    """Every leaf, left to right, without recursion."""
    stack: list[Predicate] = [predicate]
    while stack:
        node = stack.pop()
        if isinstance(node, (And, Or, Not, AtLeast)):
            stack.extend(reversed(children(node)))
        else:
            yield node


def depth(predicate: Predicate) -> int:
    """Levels of nesting; a leaf is 1, and a `where` counts below its event."""
    deepest, stack = 0, [(predicate, 1)]
    while stack:
        node, level = stack.pop()
        deepest = max(deepest, level)
        below = children(node) + ((node.where,) if isinstance(node, Exists) and node.where is not None else ())
        stack.extend((child, level + 1) for child in below)
    return deepest


def join(connective: type[And] | type[Or], parts: list[Predicate]) -> Predicate:
    """`parts` under one `And` or `Or`, nested ones of the same kind flattened; a single part is itself."""
    flat: list[Predicate] = []
    for part in parts:
        flat.extend(part.args if isinstance(part, connective) else [part])
    return flat[0] if len(flat) == 1 else connective(tuple(flat))


def normal(predicate: Predicate) -> Predicate:
    """The predicate without what says nothing: whether an end that a range does not have is in it."""
    match predicate:
        case Range(_, low, high):
            return replace(
                predicate,
                min_inclusive=predicate.min_inclusive or low is None,
                max_inclusive=predicate.max_inclusive or high is None,
            )
        case Exists(_, where) if where is not None:
            return replace(predicate, where=normal(where))
        case And(args) | Or(args) | AtLeast(_, args):
            return replace(predicate, args=tuple(map(normal, args)))
        case Not(arg):
            return Not(normal(arg))
    return predicate


__all__ = [
    "All",
    "And",
    "AtLeast",
    "Bound",
    "Count",
    "Exists",
    "In",
    "Known",
    "Leaf",
    "Not",
    "Or",
    "Predicate",
    "Range",
    "TimeUnit",
    "Window",
    "children",
    "depth",
    "join",
    "leaves",
    "normal",
]
