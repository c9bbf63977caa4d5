"""Criteria that the text itself says better: a size word beside its number, a trade beside a list of trades."""

from __future__ import annotations

from collections.abc import Callable

from icplang.meaning.predicates import In, Range
from icplang.meaning.profile import Criterion
from icplang.reading.findings import Findings
from icplang.reading.shape.items import Path

REVENUES = frozenset({"revenue", "arr"})
_STAFF = frozenset(
    """lawyer attorney solicitor doctor physician provider practitioner consultant cleaner driver technician agent
    producer advisor adviser accountant cpa dentist nurse teacher partner fee-earner stylist worker""".split()
)
"""What the people of a trade are called where it counts them."""


def without_sizes(
    found: list[tuple[Path, Criterion]],
    findings: Findings,
    sized: Callable[[str], bool],
    settled: set[int],
    headed: set[int],
) -> list[tuple[Path, Criterion]]:
    """Without the size words ("mid-market", "small") of a text that gives employees or revenue itself."""
    counted = any(
        c.role in ("require", "prefer")
        and isinstance(c.predicate, Range)
        and (c.predicate.field in ("employees", "team_size", *REVENUES) or c.predicate.of in _STAFF)
        and c.predicate.min != c.predicate.max
        for _, c in found
    )
    sites = any(_counts_sites(c) and not _several_sites(c) for _, c in found)
    listed = [path for i, (path, c) in enumerate(found) if i not in headed and _names_trades(c)]
    out = []
    for i, (path, c) in enumerate(found):
        if i in headed and c.span and _names_trades(c) and any(p[: len(path)] == path for p in listed):
            said = f"{c.text!r} is not read: the text lists the industries"
            findings.tell("defined-word", said, c.span.start, c.span.end)
            continue
        if sites and c.span and i not in settled and _counts_sites(c) and _several_sites(c):
            said = f"{c.text!r} is not read: the text gives the number"
            findings.tell("defined-word", said, c.span.start, c.span.end)
        elif (
            counted
            and i not in settled
            and c.role in ("require", "prefer")
            and isinstance(c.predicate, In)
            and c.predicate.field == "segment"
            and all(map(sized, c.predicate.values))
        ):
            if c.span:
                said = f"{c.text!r} is not read: the text gives the number"
                findings.diagnostics = [d for d in findings.diagnostics if d.span != c.span]
                findings.tell("defined-word", said, c.span.start, c.span.end)
        else:
            out.append((path, c))
    return out


def _counts_sites(c: Criterion) -> bool:
    return isinstance(c.predicate, Range) and c.predicate.field == "locations" and c.role != "exclude"


def _several_sites(c: Criterion) -> bool:
    """Whether a criterion is a word for several sites: "multi-branch", "chain"."""
    return c.predicate == Range("locations", 2) and not any(x.isdigit() for x in c.text)


def _names_trades(c: Criterion) -> bool:
    """Whether a criterion says which industries are wanted."""
    return c.role == "require" and isinstance(c.predicate, In) and c.predicate.field == "industry"
