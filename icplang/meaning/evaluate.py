"""What a predicate means: its three-valued truth for one account. Plain and total; every engine is compared with it.

An account is a mapping from column names (`icplang.meaning.schema`) to a value, a tuple of values for a list,
or None; and from child table names to a tuple of rows, each a mapping. What is None or missing is unknown; an
empty tuple is a known empty list or a table without rows. Numbers are in the column's own currency. A number that is
known to lie between two ends is a `Band`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

from icplang.meaning.concepts import Spot, ordered, sized, spots, tools
from icplang.meaning.dates import before, finish, months, start
from icplang.meaning.fields import FIELDS
from icplang.meaning.predicates import All, And, AtLeast, Exists, In, Known, Not, Or, Predicate, Range
from icplang.meaning.profile import Criterion, Profile, Unknown
from icplang.meaning.schema import CHILDREN, COLUMNS, MEASURES, TABLES
from icplang.meaning.truth import Truth, count_within, every, fold, negate, some
from icplang.vocabulary.store import Vocabulary

Row: TypeAlias = Mapping[str, Any]


class Band(NamedTuple):
    """A number (or a date) of which only the ends are known, both of them in it; None is an open end."""

    low: float | None
    high: float | None


def evaluate(predicate: Predicate, account: Row, *, vocabulary: Vocabulary, as_of: date) -> Truth:
    """True, False, or None for unknown. Never raises for a well-typed account; an ill-typed clause is unknown."""
    return _Meaning(vocabulary, as_of).of(predicate, account)


def matches(
    profile: Profile, account: Row, *, vocabulary: Vocabulary, as_of: date, unknown: Unknown | None = None
) -> bool:
    """Whether every `require` is true and no `exclude` is: an unknown exclusion keeps the account.

    `unknown` decides for all criteria without a choice of their own: "include" keeps an account wherever a criterion
    is unknown, "exclude" drops it.
    """
    meaning = _Meaning(vocabulary, as_of)
    filters = [c for c in profile.criteria if c.role in ("require", "exclude")]
    return all(keeps(c, meaning.of(c.predicate, account), unknown) for c in filters)


def keeps(criterion: Criterion, truth: Truth, unknown: Unknown | None = None) -> bool:
    """Whether an account stays, by the truth of one `require` or `exclude`."""
    if truth is None:
        return (criterion.unknown or unknown or _STANDARD[criterion.role]) == "include"
    return truth is (criterion.role == "require")


_STANDARD: dict[str, Unknown] = {"require": "exclude", "exclude": "include"}
"""What becomes of an account where a criterion is unknown, unless something else is asked for."""


@dataclass(frozen=True, slots=True)
class _Meaning:
    vocabulary: Vocabulary
    as_of: date

    def of(self, predicate: Predicate, row: Row) -> Truth:
        match predicate:
            case And(args):
                return every(self.of(a, row) for a in args)
            case Or(args):
                return some(self.of(a, row) for a in args)
            case Not(arg):
                return negate(self.of(arg, row))
            case AtLeast(n, args):
                return count_within((self.of(a, row) for a in args), n)
            case In():
                return self._in(predicate, row)
            case All(field, values):
                return every(self._satisfies(field, v, row) for v in values)
            case Range():
                return self._range(predicate, row)
            case Known(field):
                return self._known(field, row)
            case Exists():
                return self._exists(predicate, row)

    def _in(self, wanted: In, row: Row) -> Truth:
        if wanted.of is not None:
            return None
        if wanted.count is None:
            return some(self._satisfies(wanted.field, v, row) for v in wanted.values)
        field, values = wanted.field, frozenset(wanted.values)
        if field == "technology_category":  # the products are counted, not the categories
            field, values = "technology", frozenset(p for v in values for p in self.vocabulary.products(v))
        return count_within((self._satisfies(field, v, row) for v in values), wanted.count.min, wanted.count.max)

    def _satisfies(self, field: str, wanted: str, row: Row) -> Truth:
        """Whether a field is, or holds, something that satisfies one wanted id."""
        match field:
            case "location":
                return self._headquarters(wanted, row)
            case "presence":
                return some([self._headquarters(wanted, row), self._holds("place", wanted, row.get("presence"))])
            case "segment" if (range := sized(self.vocabulary, wanted)) is not None:
                return self._range(range, row)
            case "technology_category":
                return _among(self.vocabulary.products(wanted), row.get("technology"))
            case "tool":
                return _among(tools(self.vocabulary, wanted), row.get("tool"))
            case "keyword":
                text = row.get("description")
                return None if text is None else fold(wanted) in fold(text)
        known = FIELDS.get(field)
        if known is not None and known.kind in ("number", "money", "year", "measure"):
            return None
        kind = known.vocabulary if known else field if field in ("stage", "place") else None
        return self._holds(kind, wanted, row.get(field))

    def _holds(self, kind: str | None, wanted: str, value: Any) -> Truth:
        """A scalar satisfies the id, or an element of a list does; an unknown element may."""
        return some(
            None if e is None else wanted in self.vocabulary.ancestors(kind, e) if kind else e == wanted
            for e in _elements(value)
        )

    def _headquarters(self, wanted: str, row: Row) -> Truth:
        found = spots(self.vocabulary, wanted)
        return (
            None
            if found is None
            else some(
                every(
                    _among({part}, row.get(column))
                    for column, part in zip(Spot._fields, spot, strict=True)
                    if part is not None
                )
                for spot in found
            )
        )

    def _known(self, field: str, row: Row) -> bool:
        if field in MEASURES:
            return bool(row.get(MEASURES[field]))
        places = field == "presence" and row.get("country") is not None
        return places or row.get(COLUMNS.get(field, field)) is not None

    def _range(self, wanted: Range, row: Row) -> Truth:
        if wanted.field in MEASURES:
            return self._measure(wanted, row)
        if wanted.of or wanted.over or wanted.per or wanted.since:
            return None
        kind = {"funding_stage": "stage", "stage": "stage", "seniority": "seniority"}.get(wanted.field)
        value = row.get(COLUMNS.get(wanted.field, wanted.field))
        if kind is not None:
            among = ordered(self.vocabulary, kind, wanted)
            return None if among is None or value is None else value in among
        if wanted.field == "age" and value is not None:
            value = self._age(value)
        return _within(wanted, value)

    def _age(self, founded: Any) -> Any:
        year = self.as_of.year
        if isinstance(founded, Band):
            low, high = founded
            return Band(None if high is None else year - high, None if low is None else year - low)
        return year - founded

    def _measure(self, wanted: Range, row: Row) -> Truth:
        """Some row about the wanted thing lies in the range; unknown where no row is about it."""
        rows = row.get(MEASURES[wanted.field])
        over = wanted.over and months(wanted.over)
        if rows is None or wanted.of is None or wanted.since or (wanted.over and over is None):
            return None
        if wanted.field == "team_size":
            about = [r.get("headcount") for r in rows if r.get("department") == wanted.of]
        else:
            name = f"{wanted.of}-growth" if wanted.field == "growth" else wanted.of
            about = [
                r.get("value")
                for r in rows
                if r.get("name") == name
                and (wanted.unit is None or r.get("unit") in (None, wanted.unit))
                and wanted.per in (None, r.get("per"))
                and over in (None, r.get("over_months"))
            ]
        return some(_within(wanted, value) for value in about) if about else None

    def _exists(self, wanted: Exists, row: Row) -> Truth:
        table = TABLES.get(wanted.relation, "")
        rows = row.get(table)
        if rows is None:
            return None
        truths = [self._row(wanted, table, r) for r in rows]
        return count_within(truths, wanted.count.min, wanted.count.max) if wanted.count else count_within(truths, 1)

    def _row(self, wanted: Exists, table: str, row: Row) -> Truth:
        day = _days(row.get(CHILDREN[table].date or ""))
        parts: list[Truth] = [_among({wanted.relation}, row.get("event"))] if table == "events" else []
        if wanted.last is not None:  # the day that lies exactly one window back is out, the as-of day is in
            parts += [_after(day, before(self.as_of, wanted.last)), negate(_after(day, self.as_of))]
        if wanted.since is not None:  # both ends are in
            first = start(wanted.since, self.as_of)
            parts += [None if first is None else _from(day, first), negate(_after(day, self.as_of))]
        if wanted.until is not None:
            last = finish(wanted.until, self.as_of)
            parts.append(None if last is None else negate(_after(day, min(last, self.as_of))))
        if wanted.where is not None:
            parts.append(self.of(wanted.where, row))
        return every(parts)


def _elements(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (tuple, list)) else (value,)


def _among(accepted: Set[str], value: Any) -> Truth:
    return some(None if e is None else e in accepted for e in _elements(value))


def _days(value: Any) -> tuple[date | None, date | None]:
    """The first and the last day that a date may be."""
    if isinstance(value, Band):
        return _days(value.low)[0], _days(value.high)[1]
    day = value.date() if isinstance(value, datetime) else value
    return day, day


def _after(day: tuple[date | None, date | None], limit: date) -> Truth:
    """Whether a date lies behind a day."""
    first, last = day
    return True if first is not None and first > limit else False if last is not None and last <= limit else None


def _from(day: tuple[date | None, date | None], limit: date) -> Truth:
    """Whether a date lies on a day or behind it."""
    first, last = day
    return True if first is not None and first >= limit else False if last is not None and last < limit else None


def _within(wanted: Range, value: Any) -> Truth:
    """A number between the ends; None where the value is unknown, where a band may lie on both sides of an end, or
    where either is no number."""
    if isinstance(wanted.min, str) or isinstance(wanted.max, str):
        return None
    if not isinstance(value, (int, float, Band, type(None))):
        return None
    band = value if isinstance(value, Band) else Band(value, value)
    above: Truth = True
    below: Truth = True
    if wanted.min is not None:
        above = _beyond(band.low, band.high, wanted.min, wanted.min_inclusive)
    if wanted.max is not None:  # a number is at most n where its opposite is at least -n
        above_opposite = (None if band.high is None else -band.high, None if band.low is None else -band.low)
        below = _beyond(*above_opposite, -wanted.max, wanted.max_inclusive)
    return every([above, below])


def _beyond(low: float | None, high: float | None, limit: float, inclusive: bool) -> Truth:
    """Whether all (True) or none (False) of a band is at or above a limit."""
    if low is not None and (low >= limit if inclusive else low > limit):
        return True
    return False if high is not None and (high < limit if inclusive else high <= limit) else None
