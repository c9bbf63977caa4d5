"""What becomes of an account: its tier, fit and timing, from the truth of each criterion (`docs/scoring.md`).

Plain and total, as `icplang.meaning.evaluate` is; the SQL that scores a table (`icplang.backends.score`) is compared
with it. Shares are whole percents, rounded half up, so that every engine gives the same digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, lcm
from typing import Any

from icplang.meaning.evaluate import evaluate, keeps
from icplang.meaning.profile import Criterion, Profile, Tier, Unknown
from icplang.meaning.truth import Truth, every, negate
from icplang.vocabulary.store import Vocabulary

ALL_MET_AND_LIVE, ALL_MET, PARTIAL, OUT, UNKNOWN = "A", "B", "C", "out", "unknown"
UNRANKED = "partial"
"""The tier of a partial fit where the ICP names tiers of its own, one of which may be called C."""
ENOUGH = 50
"""The least fit, in percent, of a partial fit; and the least coverage of an account that is judged by its fit."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the criteria of a profile make a score. Indexes are those of `criteria`; weights are whole numbers."""

    criteria: tuple[Criterion, ...]
    """The criteria that accounts are judged by, in their order: all but the buyers."""
    weights: tuple[int, ...]
    """In the proportions that the ICP gives, times `scale`; 0 for an exclusion."""
    scale: int
    fit: tuple[int, ...]
    """What the company is: requirements and nice-to-haves of every layer but the behavioural one."""
    timing: tuple[int, ...]
    """What it is doing: the behavioural ones."""
    tiers: tuple[Tier, ...]
    levels: tuple[tuple[str, int | None], ...]
    """Tiers by score, the best first, with the least score (times `scale`); None is every lower one."""
    cap: int | None
    lines: tuple[tuple[int, ...], ...]
    """The scored lines: criteria that earn their points together."""
    scored: bool
    """Whether the ICP gives weights, so that a score can be added up."""
    unknown: Unknown | None

    @property
    def basis(self) -> tuple[int, ...]:
        """What a partial fit is judged by: the fit, or the timing of an ICP that says nothing else."""
        return self.fit or self.timing

    @property
    def names(self) -> tuple[str, ...]:
        """The tiers that there are, the best first."""
        if self.levels:
            own = tuple(dict.fromkeys(name for name, _ in self.levels))
            return own + tuple(n for n in (UNKNOWN, OUT) if n not in own)
        if self.tiers:
            own = tuple(dict.fromkeys(t.name for t in self.tiers))
            return (*own, UNRANKED, UNKNOWN, OUT)
        return (ALL_MET_AND_LIVE, ALL_MET, PARTIAL, UNKNOWN, OUT)

    @property
    def qualifying(self) -> tuple[str, ...]:
        """The tiers of the accounts that qualify."""
        own = [t.name for t in self.tiers] or [ALL_MET_AND_LIVE, ALL_MET]
        return tuple(dict.fromkeys([name for name, _ in self.levels] or own))

    def stays(self, index: int, truth: Truth) -> bool:
        """Whether an account stays by this criterion; a nice-to-have lets every account stay."""
        criterion = self.criteria[index]
        return criterion.role == "prefer" or keeps(criterion, truth, self.unknown)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an account. Percents are None where nothing is known, or the ICP asks for nothing."""

    tier: str
    fit: int | None
    coverage: int | None
    low: int | None
    high: int | None
    timing: int | None
    score: float | None = None
    score_high: float | None = None
    short: int | None = None
    """The requirement that alone keeps it from qualifying, as an index of the plan."""


def plan(profile: Profile, unknown: Unknown | None = None) -> Plan:
    """How a profile is scored. `unknown` keeps or drops the accounts for which a criterion is unknown."""
    judged = tuple(c for c in profile.criteria if c.role != "buyer")
    lines = _lines(judged)
    stated = [_exact(judged[line[0]].weight) for line in lines]
    usual = (sum(stated, Fraction(0)) / len(stated)).limit_denominator(1000) if stated else Fraction(1)
    shared = {i: _exact(judged[line[0]].weight) / len(line) for line in lines for i in line}
    exact = [Fraction(0) if c.role == "exclude" else shared.get(i, usual) for i, c in enumerate(judged)]
    scale = lcm(*(w.denominator for w in exact)) if exact else 1
    weights = tuple(int(w * scale) for w in exact)
    counted = [i for i, c in enumerate(judged) if c.role != "exclude"]
    timing = tuple(i for i in counted if judged[i].layer == "behavioral")
    best = sum(weights[i] for line in lines for i in line if not judged[i].penalty)
    scoring = profile.scoring
    levels = sorted(
        (
            (
                t.tier,
                None if t.least is None else ceil(_exact(t.least) * (Fraction(best, 100) if t.percent else scale)),
            )
            for t in scoring.thresholds
        ),
        key=lambda level: (level[1] is None, -(level[1] or 0)),
    )
    cap = None if scoring.cap is None else int(_exact(scoring.cap) * scale)
    return Plan(
        judged,
        weights,
        scale,
        tuple(i for i in counted if i not in timing),
        timing,
        scoring.tiers if len(scoring.tiers) > 1 else (),
        tuple(levels) if stated else (),
        cap,
        lines,
        bool(stated),
        unknown,
    )


def _exact(number: float | None) -> Fraction:
    return Fraction(number or 0).limit_denominator(1000)


def _lines(criteria: Sequence[Criterion]) -> tuple[tuple[int, ...], ...]:
    """The criteria of each scored line."""
    lines: dict[tuple[int | None, int], list[int]] = {}
    for i, c in enumerate(criteria):
        if c.weight and c.role != "exclude":
            lines.setdefault((c.shares, i if c.shares is None else 0), []).append(i)
    return tuple(map(tuple, lines.values()))


def score(
    plan: Plan, account: Mapping[str, Any], *, vocabulary: Vocabulary, as_of: date
) -> tuple[tuple[Truth, ...], Verdict]:
    """The truth of each criterion of the plan for one account, and the verdict over them."""
    truths = tuple(evaluate(c.predicate, account, vocabulary=vocabulary, as_of=as_of) for c in plan.criteria)
    within = tuple(evaluate(t.predicate, account, vocabulary=vocabulary, as_of=as_of) for t in plan.tiers)
    return truths, verdict(plan, truths, within)


def verdict(plan: Plan, truths: Sequence[Truth], within: Sequence[Truth] = ()) -> Verdict:
    """The verdict over the truth of each criterion, and of each tier of the plan."""
    met, known, total = _sums(plan, plan.fit, truths)
    live, heard, _ = _sums(plan, plan.timing, truths)
    low, high = _points(plan, truths)
    fails = [i for i, c in enumerate(plan.criteria) if c.role != "prefer" and not plan.stays(i, truths[i])]
    required = len(fails) == 1 and plan.criteria[fails[0]].role == "require"
    return Verdict(
        _tier(plan, truths, within, fails, (low, high)),
        percent(met, known),
        percent(known, total),
        percent(met, total),
        percent(met + total - known, total),
        percent(live, heard),
        low / plan.scale if plan.scored else None,
        high / plan.scale if plan.scored else None,
        fails[0] if required else None,
    )


def percent(part: int, whole: int) -> int | None:
    """A share in whole percents, rounded half up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def _sums(plan: Plan, among: Iterable[int], truths: Sequence[Truth]) -> tuple[int, int, int]:
    """The weight that is met, the weight that is known, and the whole."""
    weights = [(plan.weights[i], truths[i]) for i in among]
    return (
        sum(w for w, t in weights if t),
        sum(w for w, t in weights if t is not None),
        sum(w for w, _ in weights),
    )


def _points(plan: Plan, truths: Sequence[Truth]) -> tuple[int, int]:
    """The score for certain, and with everything unknown in its favour. Only stated weights are points."""
    low = high = 0
    for line in plan.lines:
        weight, found = sum(plan.weights[i] for i in line), [truths[i] for i in line]
        if plan.criteria[line[0]].penalty:  # points off where the line as a whole is hit
            hit = every(map(negate, found))
            low -= 0 if hit is False else weight
            high -= weight if hit else 0
        else:
            met = every(found)
            low += weight if met else 0
            high += 0 if met is False else weight
    return (low, high) if plan.cap is None else (min(low, plan.cap), min(high, plan.cap))


def _tier(
    plan: Plan, truths: Sequence[Truth], within: Sequence[Truth], fails: Sequence[int], points: tuple[int, int]
) -> str:
    if any(plan.criteria[i].role == "exclude" for i in fails):
        return OUT
    met, known, total = _sums(plan, plan.basis, truths)
    if plan.levels:
        if any(truths[i] is False for i in fails):
            return OUT
        least, most = _level(plan, points[0]), _level(plan, points[1])
        weighed = [i for line in plan.lines for i in line]
        _, sure, whole = _sums(plan, weighed, truths)
        return UNKNOWN if fails or (least != most and 100 * sure < ENOUGH * whole) else least
    if not fails and plan.tiers:
        certain = [t.name for t, truth in zip(plan.tiers, within, strict=True) if truth]
        possible = [t.name for t, truth in zip(plan.tiers, within, strict=True) if truth is None]
        return (certain or possible or [UNRANKED])[0]
    if not fails:
        return ALL_MET_AND_LIVE if any(truths[i] for i in plan.timing) else ALL_MET
    if 100 * known < ENOUGH * total:
        return UNKNOWN
    return OUT if 100 * met < ENOUGH * known else UNRANKED if plan.tiers else PARTIAL


def _level(plan: Plan, points: int) -> str:
    return next((name for name, least in plan.levels if least is None or points >= least), OUT)
