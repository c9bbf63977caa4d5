"""Random predicates and profiles from a `random.Random`: typed, with a depth and a width, fast enough for millions.

The pools of values are those of `strategies`, whose tables they are asked of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from random import Random
from typing import Any

from strategies import (
    NUMBER_FIELDS,
    NUMBERS,
    PLACES,
    ROWS,
    STAGES,
    WANTED,
    YEARS,
)

from icplang.meaning.predicates import (
    All,
    And,
    AtLeast,
    Count,
    Exists,
    In,
    Known,
    Not,
    Or,
    Predicate,
    Range,
    Window,
    children,
)
from icplang.meaning.profile import Criterion, Profile, Scoring, Threshold, Tier

_LISTS = [k for k in WANTED if k not in ("location", "funding_stage", "status", "keyword")]
_UNITS = ("day", "week", "month", "quarter", "year")
_SINCE = ("2026", "2025", "2026-03-02", "this-year", "this-quarter", "this-month")
_RELATIONS = {
    "funding": "funding_rounds",
    "hiring": "job_postings",
    "person": "people",
    **dict.fromkeys(("layoffs", "leadership", "launch", "tech_added", "breach"), "events"),
}
_ROW_VALUES = {
    "stage": STAGES,
    "title": ("sales", "revops", "sdr", "vp-sales", "cto"),
    "department": ("sales", "revops"),
    "place": PLACES,
    "tool": ("hubspot", "salesforce", "outreach", "crm"),
}


@dataclass(frozen=True, slots=True)
class Generator:
    """Predicates no deeper than `depth` connectives, none of them with more than `width` parts."""

    dice: Random
    depth: int = 3
    width: int = 3

    def profile(self) -> Profile:
        """One to four criteria, requirements and exclusions."""
        return Profile(
            tuple(
                Criterion(
                    self.dice.choice(("require", "require", "exclude")),
                    self.predicate(),
                    "words",
                    unknown=self.dice.choice((None, None, None, "include", "exclude")),
                )
                for _ in range(self.dice.randint(1, 4))
            )
        )

    def scored(self) -> Profile:
        """One to six criteria of every role that accounts are judged by, with tiers and scores of every form."""
        dice = self.dice
        weighs, form = dice.random() < 0.5, dice.randrange(4)
        criteria = []
        for i in range(dice.randint(1, 6)):
            role = dice.choice(("require", "require", "exclude", "prefer", "prefer"))
            weight = dice.choice((None, 1.0, 2.5, 10.0, 30.0, 33.3)) if weighs and role == "prefer" else None
            penalty = weight is not None and dice.random() < 0.2
            unknown = dice.choice((None, None, None, "include", "exclude"))
            shares = 7 if weight == 10.0 and dice.random() < 0.5 else None
            penalty = penalty and shares is None
            criteria.append(Criterion(role, self.predicate(), f"clause {i}", None, weight, unknown, penalty, shares))
        tiers = tuple(
            Tier(name, self.predicate(), name) for name in ("Tier 1", "Tier 2", "it's 3")[: dice.randint(2, 3)]
        )
        least = sorted(
            (dice.choice((-5, 0, 1, 10, 12.5, 30, 40.0, 70)) for _ in range(dice.randint(1, 3))), reverse=True
        )
        levels = [Threshold(name, n, name, None, dice.random() < 0.3) for name, n in zip("hwc", least, strict=False)]
        rest = [Threshold("cold", None, "cold")] if dice.random() < 0.5 else []
        cap = dice.choice((None, 20, 45.5))
        scoring = Scoring(tiers if form in (1, 3) else (), (*levels, *rest) if form >= 2 else (), cap)
        buyer = Criterion("buyer", In("title", ("sales", "sdr")), "whoever sells")
        return Profile((*criteria, *([buyer] * (dice.random() < 0.5))), scoring=scoring)

    def predicate(self) -> Predicate:
        """About one account."""
        return self._nested(self.leaf, self.depth, self.width)

    def leaf(self) -> Predicate:
        """About one account, without a connective."""
        return self.dice.choice(
            (self._in, self._in, self._all, self._range, self._measure, self._known, self._exists)
        )()

    # --- parts ---------------------------------------------------------------------------------------------------

    def _nested(self, leaf: Callable[[], Predicate], depth: int, width: int) -> Predicate:
        kind = self.dice.randrange(6) if depth > 1 else 0
        if kind <= 1:
            return leaf()
        if kind == 2:
            return Not(self._nested(leaf, depth - 1, width))
        parts = tuple(self._nested(leaf, depth - 1, width) for _ in range(self.dice.randint(1, width)))
        return And(parts) if kind == 3 else Or(parts) if kind == 4 else AtLeast(self.dice.randint(0, 4), parts)

    def _some(self, pool: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(self.dice.choice(pool) for _ in range(self.dice.randint(1, 3)))

    def _maybe(self, make: Callable[[], Any], share: float = 0.5) -> Any:
        return make() if self.dice.random() < share else None

    def _count(self) -> Count:
        return Count(*(self._maybe(lambda: self.dice.randint(0, 4)) for _ in range(2)))

    def _in(self) -> Predicate:
        field = self.dice.choice((*WANTED, "keyword", "keyword"))
        count = None if field == "keyword" else self._maybe(self._count, 0.3)
        return In(field, self._some(WANTED[field]), count=count)

    def _all(self) -> Predicate:
        field = self.dice.choice(_LISTS)
        return All(field, self._some(WANTED[field]))

    def _between(self, field: str, pool: tuple[Any, ...], **more: Any) -> Range:
        low, high = (self._maybe(lambda: self.dice.choice(pool), 0.7) for _ in range(2))
        return Range(field, low, high, self.dice.random() < 0.6, self.dice.random() < 0.6, **more)

    def _range(self) -> Predicate:
        match self.dice.randrange(5):
            case 0:
                return self._between("founded", YEARS)
            case 1:
                return self._between("age", (0, 1, 5, 5.5, 6, 10, 11))
            case 2:
                return self._between("funding_stage", STAGES)
        return self._between(self.dice.choice(NUMBER_FIELDS), NUMBERS)

    def _measure(self) -> Predicate:
        choice = self.dice.choice
        match self.dice.randrange(3):
            case 0:
                return self._between("team_size", NUMBERS, of=choice(("sales", "revops", "marketing")))
            case 1:
                over = choice((None, Window(12, "month"), Window(1, "year"), Window(2, "quarter")))
                return self._between("growth", NUMBERS, of="employees", unit=choice((None, "ratio")), over=over)
        of, unit, per = choice(("bed", "aws-spend")), choice((None, "USD")), choice((None, "month"))
        return self._between("metric", NUMBERS, of=of, unit=unit, per=per)

    def _known(self) -> Predicate:
        return Known(self.dice.choice((*_LISTS, *NUMBER_FIELDS, "location", "age", "keyword", "team_size")))

    def _exists(self) -> Predicate:
        relation, table = self.dice.choice(list(_RELATIONS.items()))
        dated = table != "people"
        return Exists(
            relation,
            self._maybe(lambda: self._nested(lambda: self._row_leaf(table), 2, 2), 0.6),
            self._maybe(lambda: Window(self.dice.randint(1, 12), self.dice.choice(_UNITS)), 0.4) if dated else None,
            self._maybe(lambda: self.dice.choice(_SINCE), 0.3) if dated else None,
            self._maybe(self._count, 0.4),
        )

    def _row_leaf(self, table: str) -> Predicate:
        askable = {
            k: v
            for k, v in ROWS[table].items()
            if k not in ("announced_on", "posted_on", "occurred_on", "event", "name")
        }
        name = self.dice.choice(list(askable))
        if self.dice.random() < 0.15:
            return Known(name)
        if name == "amount":
            return self._between(name, NUMBERS, unit=self.dice.choice((None, "USD")))
        pool = _ROW_VALUES.get(name, askable[name])
        if name in ("stage", "seniority") and self.dice.random() < 0.5:
            return self._between(name, pool)
        return In(name, self._some(pool))


def smaller(predicate: Predicate) -> Iterator[Predicate]:
    """Simpler predicates near this one, the simplest first: for finding the smallest that still fails."""
    yield from children(predicate)
    match predicate:
        case And(args) | Or(args) | AtLeast(_, args):
            for i, arg in enumerate(args):
                if len(args) > 1:
                    yield replace(predicate, args=args[:i] + args[i + 1 :])
                for less in smaller(arg):
                    yield replace(predicate, args=(*args[:i], less, *args[i + 1 :]))
        case Not(arg):
            yield from (Not(less) for less in smaller(arg))
        case In(_, values) | All(_, values) if len(values) > 1:
            yield from (replace(predicate, values=values[:i] + values[i + 1 :]) for i in range(len(values)))
        case Exists(_, where) if where is not None:
            yield from (replace(predicate, where=less) for less in smaller(where))
    for f in fields(predicate):
        if (
            f.name not in ("field", "relation", "op", "of")
            and f.default is None
            and getattr(predicate, f.name) is not None
        ):
            yield replace(predicate, **{f.name: None})


def shrunk(predicate: Predicate, fails: Callable[[Predicate], bool], tries: int = 300) -> Predicate:
    """The smallest predicate that was found by making it simpler while it still fails."""
    going = True
    while going:
        going = False
        for less in smaller(predicate):
            tries -= 1
            if tries < 0:
                return predicate
            if fails(less):
                predicate, going = less, True
                break
    return predicate
