# ruff: noqa: S608 - names are quoted, values are bound
"""What a table of accounts can answer: how full its columns are, what is odd in them, what became of their values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icplang.accounts.base import Columns, quoted
from icplang.accounts.files import connect, read
from icplang.accounts.needs import Needs
from icplang.accounts.tables import NORMALISED, Loaded, load
from icplang.backends.dialects import DIALECTS
from icplang.backends.lower import lower
from icplang.backends.mapping import Schema, TableMap, files_of, schema_of
from icplang.backends.sql import condition_sql
from icplang.diagnostics import Diagnostic
from icplang.meaning.predicates import Exists
from icplang.meaning.profile import Criterion, Profile
from icplang.meaning.schema import ACCOUNTS, CHILDREN
from icplang.vocabulary.store import Vocabulary, builtin

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SHOWN = 5

_ODD: tuple[tuple[str, str, str], ...] = (
    ("employees", "is below 0", "{c} < 0"),
    ("employees", "is 0", "{c} = 0"),
    ("employees", "is no whole number", "{c} <> floor({c})"),
    ("employees", "is over 3 million", "{c} > 3000000"),
    ("founded", "is in the future", "{c} > {year}"),
    ("founded", "is before 1500", "{c} < 1500"),
    *((name, "is below 0", "{c} < 0") for name in ("revenue", "arr", "gmv", "funding_total", "valuation")),
    *((name, "is over a trillion", "{c} > 1e12") for name in ("revenue", "arr", "funding_total")),
    *((name, "is below 0", "{c} < 0") for name in ("locations", "countries", "monthly_visits", "headcount", "amount")),
    *((name, "is in the future", "{c} > DATE '{day}'") for name in ("announced_on", "posted_on", "occurred_on")),
)
"""Columns, what is odd about a value, and when it is."""


@dataclass(frozen=True, slots=True)
class Odd:
    """Values that can hardly be right: what is odd, in how many rows, and one of them."""

    what: str
    rows: int
    example: str


@dataclass(frozen=True, slots=True)
class ColumnAudit:
    """A column: rows in which it is filled, and of these the rows in which its value is known, or a range."""

    table: str
    column: str
    header: str | None
    rows: int
    filled: int
    known: int
    ranges: int
    odd: tuple[Odd, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseAudit:
    """A clause: the accounts for which it is met, not met and unknown; or why the table cannot answer it.

    `straddling` are the unknown ones because a range has the limit of the clause inside.
    """

    role: str
    text: str
    columns: tuple[str, ...]
    met: int = 0
    not_met: int = 0
    unknown: int = 0
    straddling: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class NamesAudit:
    """The names in a column: for each way of finding (own, exact, alias, fuzzy, itself, unmapped) the different values
    and the rows; and the most frequent of those that are not known and of those that were taken for a slip."""

    table: str
    column: str
    how: Mapping[str, tuple[int, int]]
    unmapped: tuple[tuple[str, int], ...]
    fuzzy: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found out about a table of accounts."""

    rows: int
    columns: tuple[ColumnAudit, ...]
    clauses: tuple[ClauseAudit, ...]
    names: tuple[NamesAudit, ...]
    diagnostics: tuple[Diagnostic, ...]


def audit(
    path: str | Path,
    *,
    profile: Profile | None = None,
    mapping: Schema | str | Path | None = None,
    tables: Mapping[str, str | Path] | None = None,
    as_of: date | None = None,
    vocabulary: Vocabulary | None = None,
) -> Audit:
    """Looks over a file of accounts and its related files, as `match` reads them; with a `profile` clause by clause.

    Raises `AccountsError` for files that cannot be read and `MappingError` for the mapping.
    """
    as_of = as_of or date.today()
    vocabulary = Needs.of(profile).extended(vocabulary or builtin())
    schema = schema_of(mapping)
    files = files_of(schema) | dict(tables or {})
    with connect((path, *files.values())) as connection:
        own = read(connection, path, "input")
        loaded = load(connection, own, files, schema, vocabulary)
        look = _Look(connection, loaded, own, as_of)
        return Audit(
            look.one('SELECT count(*) FROM "input"')[0],
            look.columns(),
            tuple(look.clause(c, vocabulary) for c in profile.criteria) if profile else (),
            look.names(),
            loaded.notes,
        )


@dataclass(frozen=True, slots=True)
class _Look:
    connection: DuckDBPyConnection
    loaded: Loaded
    own: Columns
    as_of: date

    def one(self, query: str) -> tuple[Any, ...]:
        """The only row of a query."""
        return self.connection.execute(query).fetchone() or ()

    def columns(self) -> tuple[ColumnAudit, ...]:
        """Every column that was found, in the order of the schema."""
        found = [self._column(ACCOUNTS.name, n, self.loaded.schema.accounts) for n in ACCOUNTS.columns]
        for name, table in self.loaded.schema.children.items():
            found += [self._column(name, n, table) for n in CHILDREN[name].columns]
        return tuple(c for c in found if c is not None)

    def _column(self, table: str, name: str, have: TableMap) -> ColumnAudit | None:
        place = have.columns.get(name)
        if place is None:
            return None
        column, upper = quoted(place.column), quoted(place.upper or place.column)
        known = f"({column} IS NOT NULL OR {upper} IS NOT NULL)"
        is_list = table == ACCOUNTS.name and ACCOUNTS.columns[name].type == "list"
        if is_list:
            known = f"list_count({column}) > 0"
        header = self.loaded.headers.get(name) if table == ACCOUNTS.name else None
        rows, sure, ranges = self.one(
            f"SELECT count(*), count(*) FILTER ({known}), "
            f"count(*) FILTER ({known} AND {column} IS DISTINCT FROM {upper}) FROM {quoted(table)}"
        )
        filled = sure
        if header is not None:
            cell = f"CAST({quoted(header)} AS VARCHAR)"
            [filled] = self.one(f"""SELECT count(*) FILTER (trim({cell}) NOT IN ('', '[]')) FROM "input" """)
        odd = tuple(o for n, what, test in _ODD if n == name and (o := self._odd(table, (column, upper), what, test)))
        return ColumnAudit(table, name, header, rows, filled, sure, ranges, odd)

    def _odd(self, table: str, ends: tuple[str, str], what: str, test: str) -> Odd | None:
        column, upper = ends
        condition = f"{test.format(c=column, year=self.as_of.year, day=self.as_of.isoformat())} AND {column} = {upper}"
        rows, example = self.one(
            f"SELECT count(*), CAST(min({column}) AS VARCHAR) FROM {quoted(table)} WHERE {condition}"
        )
        return Odd(what, rows, example.removesuffix(".0")) if rows else None

    def clause(self, criterion: Criterion, vocabulary: Vocabulary) -> ClauseAudit:
        """What the table says about one clause alone."""
        if criterion.role == "buyer":  # one of its people
            criterion = replace(criterion, predicate=Exists("person", criterion.predicate))
        asked = Needs.of(Profile((criterion,))).asked or frozenset()
        names = tuple(sorted(c if t == ACCOUNTS.name else f"{t}.{c}" for t, c in asked if self._has(t, c)))
        condition, said = lower(criterion, self.loaded.schema, vocabulary, self.as_of)
        if condition is None:
            problem = "; ".join(d.message.partition('": ')[2] or d.message for d in said)
            return ClauseAudit(criterion.role, criterion.text, names, problem=problem)
        met, not_met = (condition_sql(condition, DIALECTS["duckdb"], value=value) for value in (True, False))
        places = [self.loaded.schema.accounts.columns[c] for t, c in asked if t == ACCOUNTS.name and self._has(t, c)]
        ends = [(quoted(p.column), quoted(p.upper)) for p in places if p.upper]
        inside = " OR ".join(f"({a} IS DISTINCT FROM {b})" for a, b in ends) or "false"
        counts = self.one(
            f"SELECT count(*) FILTER (m), count(*) FILTER (n), count(*) FILTER (NOT m AND NOT n), "
            f"count(*) FILTER (NOT m AND NOT n AND inside) FROM (SELECT coalesce({met}, false) AS m, "
            f'coalesce({not_met}, false) AS n, {inside} AS inside FROM "accounts" AS a)'
        )
        return ClauseAudit(criterion.role, criterion.text, names, *counts)

    def _has(self, table: str, column: str) -> bool:
        schema = self.loaded.schema
        have = schema.accounts if table == ACCOUNTS.name else schema.children.get(table)
        return have is not None and column in have.columns

    def names(self) -> tuple[NamesAudit, ...]:
        """What became of the names in each column."""
        counted = self.connection.execute(
            f'SELECT "table", "column", how, count(DISTINCT raw), sum(rows) FROM {quoted(NORMALISED)} '
            f"GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        found: dict[tuple[str, str], dict[str, tuple[int, int]]] = {}
        for table, column, how, values, rows in counted:
            found.setdefault((table, column), {})[how] = (int(values), int(rows))
        top = (
            f'SELECT raw, id, sum(rows) AS n FROM {quoted(NORMALISED)} WHERE "table" = ? AND "column" = ? AND how = ? '
            f"GROUP BY ALL ORDER BY n DESC, raw LIMIT {_SHOWN}"
        )
        out = []
        for (table, column), how in found.items():
            lost, slips = (
                self.connection.execute(top, [table, column, way]).fetchall() for way in ("unmapped", "fuzzy")
            )
            out.append(
                NamesAudit(
                    table,
                    column,
                    how,
                    tuple((raw, int(n)) for raw, _, n in lost),
                    tuple((raw, id, int(n)) for raw, id, n in slips),
                )
            )
        return tuple(out)
