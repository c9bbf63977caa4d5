"""From predicates to conditions over columns: the step that every SQL dialect shares.

Concepts become plain values here: an industry the ids below it, a region its countries, an age a year, a window
two dates. The conditions keep the three-valued meaning of the predicates; how each is written so that NULL never
changes an answer is the renderer's work (`icplang.backends.sql`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias
from unicodedata import category

from icplang.backends.mapping import Place, Schema, TableMap
from icplang.diagnostics import Diagnostic, diagnostic
from icplang.meaning.concepts import ordered, sized, spots, tools
from icplang.meaning.dates import before, finish, months, start
from icplang.meaning.fields import FIELDS
from icplang.meaning.money import converted
from icplang.meaning.predicates import All, And, AtLeast, Count, Exists, In, Known, Not, Or, Predicate, Range
from icplang.meaning.profile import Criterion
from icplang.meaning.schema import ACCOUNTS, CHILDREN, COLUMNS, MEASURES, TABLES
from icplang.meaning.truth import fold
from icplang.vocabulary.store import Vocabulary

# --- conditions -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ref:
    """A column of the accounts row (`a`) or of a related row (`r`)."""

    alias: Literal["a", "r"]
    column: str
    upper: str | None = None
    """The column with the upper end, where the number is held as a range and `column` has its lower end."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text is one of `values`; unknown where it is NULL."""

    column: Ref
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """A number or a date compared with a constant; unknown where it is NULL, or a range that holds the constant."""

    column: Ref
    op: Literal["<", "<=", ">", ">="]
    value: float | date


@dataclass(frozen=True, slots=True)
class Holds:
    """A list holds at least `n` distinct ones of `values`; unknown where it is NULL, or a NULL element may be one."""

    column: Ref
    place: Place
    values: tuple[str, ...]
    n: int = 1


@dataclass(frozen=True, slots=True)
class Contains:
    """A text holds another in any case; unknown where it is NULL."""

    column: Ref
    text: str


@dataclass(frozen=True, slots=True)
class Present:
    """A column is not NULL, or one end of a range is not; never unknown."""

    column: Ref


@dataclass(frozen=True, slots=True)
class AtLeastOf:
    """At least `n` of the conditions are true. `n` 1 is "or", `n` their number is "and"."""

    n: int
    args: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """A condition is false; unknown where it is."""

    arg: Condition


@dataclass(frozen=True, slots=True)
class Rows:
    """At least `n` related rows satisfy a condition; a row that may satisfy it makes this unknown."""

    table: TableMap
    where: Condition
    n: int = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """A related row that is `about` the wanted thing satisfies `where`; unknown where no row is about it."""

    table: TableMap
    about: Condition
    where: Condition


Condition: TypeAlias = OneOf | Compare | Holds | Contains | Present | AtLeastOf | Negated | Rows | Measured

TRUE: Condition = AtLeastOf(0, ())
FALSE: Condition = AtLeastOf(1, ())


def every(args: Iterable[Condition]) -> Condition:
    """All of them; true for none."""
    found = tuple(args)
    return found[0] if len(found) == 1 else AtLeastOf(len(found), found)


def some(args: Iterable[Condition]) -> Condition:
    """One of them; false for none."""
    found = tuple(args)
    return found[0] if len(found) == 1 else AtLeastOf(1, found)


# --- lowering ---------------------------------------------------------------------------------------------------


def lower(
    criterion: Criterion, schema: Schema, vocabulary: Vocabulary, as_of: date, table: str | None = None
) -> tuple[Condition | None, list[Diagnostic]]:
    """The condition of a criterion's predicate with notes; or None with everything that keeps it from being said.

    It is about an accounts row, or a row of the child table of that canonical name: a buyer about one of `people`.
    """
    step = _Lowering(criterion, schema, vocabulary, as_of, [])
    condition = step.of(criterion.predicate, table)
    refused = [d for d in step.findings if d.severity == "error"]
    return (None, refused) if refused else (condition, step.findings)


def may_be_unknown(condition: Condition) -> bool:
    """Whether some row can leave a condition neither true nor false."""
    match condition:
        case Present():
            return False
        case Negated(arg):
            return may_be_unknown(arg)
        case AtLeastOf(_, args):
            return any(may_be_unknown(a) for a in args)
        case Rows(_, where):
            return may_be_unknown(where)
    return True


class _RefusedError(Exception):
    """A clause that cannot be said; becomes a diagnostic of its criterion."""

    def __init__(self, code: str, message: str, help: str = "") -> None:
        self.code, self.message, self.help = code, message, help


@dataclass(frozen=True, slots=True)
class _Lowering:
    criterion: Criterion
    schema: Schema
    vocabulary: Vocabulary
    as_of: date
    findings: list[Diagnostic]

    def of(self, predicate: Predicate, table: str | None) -> Condition:
        """The condition; `table` is the canonical name of the child table whose row it is about, None for accounts."""
        match predicate:
            case And(args):
                return every([self.of(a, table) for a in args])
            case Or(args):
                return some([self.of(a, table) for a in args])
            case Not(arg):
                return Negated(self.of(arg, table))
            case AtLeast(n, args):
                return AtLeastOf(n, tuple([self.of(a, table) for a in args]))
        try:
            match predicate:
                case In():
                    return self._in(predicate, table)
                case All(field, values):
                    return every([self._satisfies(field, (v,), table) for v in values])
                case Range():
                    return self._range(predicate, table)
                case Known(field):
                    return self._known(field, table)
                case Exists():
                    return self._exists(predicate, table)
        except _RefusedError as refused:
            self._say(refused.code, refused.message, refused.help)
            return FALSE  # a placeholder: a criterion with errors is never emitted

    def _say(self, code: str, message: str, help: str = "") -> None:
        quoted = f'in "{self.criterion.text}": ' if self.criterion.text else ""
        found = diagnostic(code, quoted + message, self.criterion.span, help=help)
        if found not in self.findings:
            self.findings.append(found)

    # --- values -------------------------------------------------------------------------------------------------

    def _in(self, wanted: In, table: str | None) -> Condition:
        if wanted.of is not None:
            raise _RefusedError("unsupported", f"no table has `{wanted.field}` by {wanted.of}")
        if wanted.count is None:
            return self._satisfies(wanted.field, wanted.values, table)
        field, values = wanted.field, tuple(dict.fromkeys(wanted.values))
        if field == "technology_category":  # the products are counted, not the categories
            field = "technology"
            values = tuple(sorted(p for p in frozenset().union(*map(self.vocabulary.products, values))))
        parts = [self._satisfies(field, (v,), table) for v in values]
        return _counted(wanted.count, lambda n: _at_least(n, parts))

    def _satisfies(self, field: str, wanted: tuple[str, ...], table: str | None) -> Condition:
        """A field is, or holds, something that satisfies one of the wanted ids."""
        match field:
            case "location":
                return self._headquarters(wanted, table)
            case "presence":
                ids = self._below("place", wanted)
                return some([self._headquarters(wanted, table), self._among("presence", ids, table)])
            case "segment":
                ranges = [r for w in wanted if (r := sized(self.vocabulary, w)) is not None]
                words = [w for w in wanted if sized(self.vocabulary, w) is None]
                parts = [self._range(r, table) for r in ranges]
                return some(parts + [self._among("segment", self._below("segment", words), table)] * bool(words))
            case "technology_category":
                return self._among("technology", frozenset().union(*map(self.vocabulary.products, wanted)), table)
            case "tool":
                return self._among("tool", frozenset().union(*(tools(self.vocabulary, w) for w in wanted)), table)
            case "keyword":
                column, _ = self._column("description", table)
                return some([_contains(column, _checked(w)) for w in wanted])
        known = FIELDS.get(field)
        if known is not None and known.kind in ("number", "money", "year", "measure"):
            raise _RefusedError("unsupported", f"`{field}` is a number and is not one of a list of names")
        kind = known.vocabulary if known else field if field in ("stage", "place") else None
        return self._among(field, self._below(kind, wanted) if kind else wanted, table)

    def _below(self, kind: str, wanted: Iterable[str]) -> list[str]:
        """The wanted ids, each with all that stands below it."""
        return list(
            dict.fromkeys(id for w in wanted for id in [w, *sorted(self.vocabulary.descendants(kind, w) - {w})])
        )

    def _among(self, name: str, ids: Iterable[str], table: str | None) -> Condition:
        """A column is, or holds, one of these ids."""
        column, place = self._column(name, table)
        written = place.written(ids if isinstance(ids, (list, tuple)) else sorted(ids))
        values = tuple(_checked(v) for v in written)
        is_list = table is None and ACCOUNTS.columns[name].type == "list" and place.storage != "single"
        return Holds(column, place, values) if is_list else OneOf(column, values)

    def _headquarters(self, wanted: Iterable[str], table: str | None) -> Condition:
        countries: dict[str, None] = {}
        inside: dict[tuple[str | None, str], list[str]] = {}
        for place in wanted:
            found = spots(self.vocabulary, place)
            if found is None:
                raise _RefusedError(
                    "unsupported",
                    f"the vocabulary does not say which places `{place}` covers",
                    "name the countries, or add the region to the glossary",
                )
            for country, subdivision, city in found:
                if subdivision or city:
                    column = "subdivision" if subdivision else "city"
                    inside.setdefault((country, column), []).append(subdivision or city or "")
                elif country:
                    countries[country] = None
        parts = [self._among("country", list(countries), table)] if countries else []
        for (country, column), ids in inside.items():
            part = self._among(column, ids, table)
            parts.append(every([self._among("country", [country], table), part]) if country else part)
        return some(parts)

    # --- numbers ------------------------------------------------------------------------------------------------

    def _range(self, wanted: Range, table: str | None) -> Condition:
        if wanted.field in MEASURES:
            return self._measure(wanted)
        for name, value in (("of", wanted.of), ("over", wanted.over), ("per", wanted.per), ("since", wanted.since)):
            if value is not None:
                raise _RefusedError("unsupported", f"no table has `{wanted.field}` with `{name}`")
        kind = {"funding_stage": "stage", "stage": "stage", "seniority": "seniority"}.get(wanted.field)
        if kind is not None:
            among = ordered(self.vocabulary, kind, wanted)
            if among is None:
                raise _RefusedError("unsupported", f"{wanted.min!r} to {wanted.max!r} is no range of {kind} ids")
            by_rank = sorted(among, key=lambda i: (self.vocabulary.rank(kind, i) or 0, i))
            return self._among(wanted.field, by_rank, table)
        column, place = self._column(COLUMNS.get(wanted.field, wanted.field), table)
        definition = (ACCOUNTS if table is None else CHILDREN[table]).columns[COLUMNS.get(wanted.field, wanted.field)]
        if definition.type != "number":
            raise _RefusedError("unsupported", f"`{wanted.field}` has no order")
        if definition.money:
            wanted = self._in_currency(wanted, place.currency)
        if wanted.field == "age":  # n years or more: founded in as_of.year - n or before
            ends = ((wanted.max, wanted.max_inclusive), (wanted.min, wanted.min_inclusive))
            (low, low_in), (high, high_in) = (
                (None if end is None else self.as_of.year - _number(end), inclusive) for end, inclusive in ends
            )
            wanted = Range("founded", low, high, low_in, high_in)
        return _between(column, wanted)

    def _in_currency(self, wanted: Range, currency: str) -> Range:
        """The amounts in the column's currency, by the user's own rates and with a note; else refused."""
        if wanted.unit in (None, currency):
            return wanted
        made = converted(wanted, currency, self.schema.rates)
        if made is None:
            raise _RefusedError(
                "currency-mismatch",
                f"the amount is in {wanted.unit}, the column in {currency}",
                "state the amount in the column's currency, map a column in that currency, "
                f"or give `[rates]` for {wanted.unit} and {currency} in the mapping",
            )
        ends = " to ".join(f"{e:,}" for e in (made.min, made.max) if e is not None)
        rates = self.schema.rates
        self._say(
            "converted-amount",
            f"{wanted.unit} at {rates[wanted.unit or '']:g} and {currency} at {rates[currency]:g}: {ends} {currency}",
        )
        return made

    def _measure(self, wanted: Range) -> Condition:
        name = MEASURES[wanted.field]
        if wanted.of is None or wanted.since is not None:
            raise _RefusedError("unsupported", f"`{wanted.field}` needs the thing it is about, and takes no `since`")
        rows = self._rows_of(name, f"`{wanted.field}`")
        if wanted.field == "team_size":
            return Measured(
                rows, self._equal("department", wanted.of, name), _between(self._column("headcount", name)[0], wanted)
            )
        about = [self._equal("name", f"{wanted.of}-growth" if wanted.field == "growth" else wanted.of, name)]
        if wanted.unit is not None:
            unit = self._column("unit", name)[0]
            about.append(some([Negated(Present(unit)), self._equal("unit", wanted.unit, name)]))
        if wanted.per is not None:
            about.append(self._equal("per", wanted.per, name))
        if wanted.over is not None:
            over = months(wanted.over)
            if over is None:
                raise _RefusedError("unsupported", "growth is measured over whole months, not over days or weeks")
            about.append(_between(self._column("over_months", name)[0], Range("over_months", over, over)))
        return Measured(rows, every(about), _between(self._column("value", name)[0], wanted))

    def _equal(self, column: str, value: str, table: str) -> Condition:
        return self._among(column, [value], table)

    # --- presence and related rows ------------------------------------------------------------------------------

    def _known(self, field: str, table: str | None) -> Condition:
        if field in MEASURES:
            return Rows(self._rows_of(MEASURES[field], f"`{field}`"), TRUE)
        names = ("country", "presence") if field == "presence" else (COLUMNS.get(field, field),)
        return some([Present(self._column(name, table)[0]) for name in names])

    def _exists(self, wanted: Exists, table: str | None) -> Condition:
        if table is not None:
            raise _RefusedError("unsupported", "a related row has no related rows of its own")
        flag = self.schema.relations.get(wanted.relation)
        if flag is not None and wanted in (Exists(wanted.relation), Exists(wanted.relation, count=Count(1))):
            return OneOf(Ref("a", flag.column), flag.values)
        name = TABLES.get(wanted.relation)
        if name is None:
            raise _RefusedError("unsupported", f"there is no relation `{wanted.relation}`")
        rows = self._rows_of(name, f"`{wanted.relation}`")
        parts = [self._equal("event", wanted.relation, name)] if name == "events" else []
        if wanted.last is not None or wanted.since is not None or wanted.until is not None:
            parts += self._window(wanted, name)
        if wanted.where is not None:
            parts.append(self.of(wanted.where, name))
        where = every(parts)
        return _counted(wanted.count or Count(1), lambda n: TRUE if n <= 0 else Rows(rows, where, n))

    def _window(self, wanted: Exists, table: str) -> list[Condition]:
        """Half-open days, so that columns with a time of day give the same answer as dates."""
        column = CHILDREN[table].date
        if column is None:
            raise _RefusedError("missing-column", f"the table `{table}` has no date")
        ref = self._column(column, table)[0]
        parts: list[Condition] = []
        if wanted.last is not None:
            first = before(self.as_of, wanted.last) + timedelta(days=1)
            parts.append(Compare(ref, ">=", first))
        if wanted.since is not None:
            since = start(wanted.since, self.as_of)
            if since is None:
                raise _RefusedError("unsupported", f"`{wanted.since}` is no date")
            parts.append(Compare(ref, ">=", since))
        final = self.as_of
        if wanted.until is not None:
            until = finish(wanted.until, self.as_of)
            if until is None:
                raise _RefusedError("unsupported", f"`{wanted.until}` is no date")
            final = min(until, final)
        end = final + timedelta(days=1) if final < date.max else date.max
        return [*parts, Compare(ref, "<", end)]

    # --- columns ------------------------------------------------------------------------------------------------

    def _column(self, name: str, table: str | None) -> tuple[Ref, Place]:
        have = self.schema.accounts if table is None else self.schema.children[table]
        place = have.columns.get(name)
        if place is None:
            canonical = ACCOUNTS if table is None else CHILDREN[table]
            known = "" if name in canonical.columns else " and the schema knows none"
            raise _RefusedError(
                "missing-column",
                f"the table `{have.name}` has no column for `{name}`{known}",
                "" if known else f"map one: `{name}` under `{table or 'accounts'}.columns`",
            )
        return Ref("a" if table is None else "r", place.column, place.upper), place

    def _rows_of(self, table: str, what: str) -> TableMap:
        found = self.schema.children.get(table)
        if found is None:
            raise _RefusedError("missing-column", f"there is no table of {what} rows", f"map one: `tables.{table}`")
        return found


def _counted(count: Count, at_least: Callable[[int], Condition]) -> Condition:
    """A number lies between two ends, said with "at least n" alone."""
    parts = [] if count.min is None else [at_least(count.min)]
    return every(parts + ([] if count.max is None else [Negated(at_least(count.max + 1))]))


def _at_least(n: int, parts: list[Condition]) -> Condition:
    """At least `n` of the parts; where each asks one list for one value, one question to the list says it."""
    if n <= 0 or n > len(parts):
        return TRUE if n <= 0 else FALSE
    holds = [p for p in parts if isinstance(p, Holds) and len(p.values) == 1]
    values = tuple(dict.fromkeys(v for p in holds for v in p.values))
    if len(values) == len(parts):
        return Holds(holds[0].column, holds[0].place, values, n)
    return AtLeastOf(n, tuple(parts))


def _contains(column: Ref, text: str) -> Condition:
    """A text in a text. The empty one is in every text that is known: engines differ, so they are not asked."""
    if any(len(c.lower()) != 1 or (c.lower().isascii() and not c.isascii()) for c in text):
        raise _RefusedError("unsupported", f"engines differ over the lower case of a letter in `{text}`")
    return Contains(column, fold(text)) if text else Negated(OneOf(column, ()))


def _between(column: Ref, wanted: Range) -> Condition:
    parts: list[Condition] = []
    if wanted.min is not None:
        parts.append(Compare(column, ">=" if wanted.min_inclusive else ">", _number(wanted.min)))
    if wanted.max is not None:
        parts.append(Compare(column, "<=" if wanted.max_inclusive else "<", _number(wanted.max)))
    return every(parts)


def _number(value: float | str) -> float:
    if isinstance(value, str) or not math.isfinite(value):
        raise _RefusedError("unsupported", f"`{value}` is not a number")
    return value


def _checked(value: str) -> str:
    """Refuses what engines cannot be trusted with: control characters (NUL above all) and half characters."""
    if any(category(c) in ("Cc", "Cs") for c in value):
        raise _RefusedError("unsupported", f"{value!r} holds a control character")
    return value
