"""A compiled ICP: criteria with roles, each tied to the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from icplang.diagnostics import Diagnostic, Span
from icplang.meaning.fields import FIELDS, RELATIONS, Layer
from icplang.meaning.predicates import Exists, Predicate, leaves

FORMAT = "icplang/1"

Role: TypeAlias = Literal["require", "prefer", "exclude", "buyer"]
Unknown: TypeAlias = Literal["include", "exclude"]
"""What becomes of an account where a criterion is unknown: it stays, or it goes."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One independent condition.

    `require` must hold; `prefer` is nice to have; a company that satisfies an `exclude` is out (the predicate
    stands as written, not negated); `buyer` says whom to talk to and never filters companies.
    """

    role: Role
    predicate: Predicate
    text: str
    span: Span | None = None
    weight: float | None = None
    unknown: Unknown | None = None
    """A choice for this criterion alone; None is the usual: a `require` drops the unknown, an `exclude` keeps it."""
    penalty: bool = False
    """Whether the weight was written as points off: missing it costs the weight, and meeting it earns nothing."""
    shares: int | None = None
    """The number of a scored line of several criteria, which share its weight: it is earned where all are met."""

    @property
    def layer(self) -> Layer:
        """The layer of its first leaf; a buyer is always persona."""
        return "persona" if self.role == "buyer" else layer_of(self.predicate)


def layer_of(predicate: Predicate) -> Layer:
    """The layer of the first leaf."""
    leaf = next(leaves(predicate))
    return RELATIONS[leaf.relation].layer if isinstance(leaf, Exists) else FIELDS[leaf.field].layer


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier that the ICP describes: an account that meets all requirements and this predicate is in it."""

    name: str
    predicate: Predicate
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least score of a tier; None for the tier of all lower scores. With `percent`, of the highest score."""

    tier: str
    least: float | None
    text: str
    span: Span | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Scoring:
    """What the ICP itself says about tiers and scores (`docs/scoring.md`), the best tier first."""

    tiers: tuple[Tier, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    cap: float | None = None
    """The highest score that an account can have."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What an ICP text means, with everything the compiler had to say about it."""

    criteria: tuple[Criterion, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    name: str | None = None
    scoring: Scoring = Scoring()

    @property
    def ok(self) -> bool:
        """True where no diagnostic is an error."""
        return all(d.severity != "error" for d in self.diagnostics)
