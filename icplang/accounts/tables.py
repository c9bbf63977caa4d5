# ruff: noqa: S608 - names are quoted, values are bound
"""Canonical tables from a user's own: find the columns, and normalise each distinct value of a column once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from icplang.accounts.amounts import order
from icplang.accounts.base import ROW, AccountsError, Columns, quoted
from icplang.accounts.columns import ADDRESS, DOMAIN, SURE, Match, proposed
from icplang.accounts.files import read
from icplang.accounts.needs import Needs
from icplang.accounts.readings import Reading
from icplang.backends.mapping import Flag, Place, Schema, TableMap
from icplang.diagnostics import Diagnostic, diagnostic
from icplang.meaning.profile import Profile
from icplang.meaning.schema import ACCOUNTS, CHILDREN, Column, Table
from icplang.vocabulary.store import Vocabulary

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NORMALISED = "normalised"
"""What became of each distinct value: `table`, `column` (canonical), `raw`, `id` (NULL where it is unknown), `how`
(own, exact, alias, fuzzy, itself, unmapped) and `rows`, in how many rows it stands."""
SHOWN = "shown "
"""What stands before the name of a column of a child table that has the user's own words."""
UPPER = " upper"
"""Suffix of the column with the upper ends, where cells are ranges."""

_TYPES = {"list": "VARCHAR[]", "number": "DOUBLE", "text": "VARCHAR", "date": "DATE"}
_NUMBERS = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "UHUGEINT",
    "FLOAT",
    "DOUBLE",
    "DECIMAL",
)
_BATCH = 20_000
_SAMPLE = (5_000, 200)
"""How many rows are looked at for examples, and how many different ones of a column."""
_PLAIN = r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?"
_HOST = r"^(?:[a-z]+://)?(?:www\.)?([^/?#:\s]+)"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The canonical tables in a connection: their schema, and notes about cells that could not be read.

    The table `NORMALISED` beside them says what became of each distinct value.
    """

    schema: Schema
    notes: tuple[Diagnostic, ...]
    headers: Mapping[str, str] = field(default_factory=dict)
    """The user's own header of each canonical column of the accounts."""


def load(
    connection: DuckDBPyConnection,
    own: Columns,
    files: Mapping[str, str | Path],
    mapping: Schema,
    vocabulary: Vocabulary,
    *,
    profile: Profile | None = None,
) -> Loaded:
    """Makes "accounts" from the table "input", whose columns and types are `own`, and the child tables from files.

    `files` are those of child tables, and of list columns of the accounts ("technology"): one row for each element. A
    table or column that is not there is absent from the schema. With a `profile` only the columns that it asks about
    are made, and its own names are known beside those of the vocabulary. Raises `AccountsError` for a column that the
    mapping names and the file lacks, for an unknown table, and for one that cannot be tied to its accounts.
    """
    needs = Needs.of(profile)
    vocabulary = needs.extended(vocabulary)
    connection.execute(
        f'CREATE TABLE {quoted(NORMALISED)} ("table" VARCHAR, "column" VARCHAR, raw VARCHAR, id VARCHAR, '
        f"how VARCHAR, rows BIGINT)"
    )
    accounts = _Canonical.of(connection, vocabulary, ("input", own), ACCOUNTS, mapping.accounts)
    notes: list[Diagnostic] = [*own.notes]
    lists, children = {}, {}
    for name, path in files.items():
        is_list = name in ACCOUNTS.columns and ACCOUNTS.columns[name].type == "list"
        if name not in CHILDREN and not is_list:
            raise AccountsError(f"no child table is called `{name}`; {_hint(name, CHILDREN)}")
        if name not in mapping.children and not is_list:
            continue
        if accounts.id is None and accounts.domain is None:
            raise AccountsError(f"`{name}` cannot be tied to the accounts: they have no column with an id or a domain")
        columns = read(connection, path, f"input {name}")
        source = (f"input {name}", columns)
        if is_list:
            column = ACCOUNTS.columns[name]
            table = Table(name, column.doc, {name: column})
            have = TableMap(name, "account_id", {name: _element(mapping.accounts.columns.get(name, Place(name)))})
            lists[name] = _Canonical.of(connection, vocabulary, source, table, have)
        else:
            children[name] = _Canonical.of(connection, vocabulary, source, CHILDREN[name], mapping.children[name])
        notes += columns.notes
    asked = {name: child for name, child in (lists | children).items() if needs.table(name)}
    for child in (lists | children).values():
        child.tie(accounts)
    for name, child in asked.items():
        child.make(needs.columns(name))
        notes += child.notes
    for name in [n for n in lists if n in asked]:
        accounts.gather(name, lists[name])
    accounts.make(needs.columns("accounts"), mapping.relations)
    notes += accounts.notes + accounts.duplicates()
    for child in asked.values():
        notes += child.untied()
    flags = {name: Flag(_flag(name), flag.values) for name, flag in mapping.relations.items()}
    made = {name: child.map for name, child in children.items() if name in asked}
    return Loaded(Schema(accounts.map, made, flags, mapping.rates), tuple(notes), accounts.headers)


def matched(
    connection: DuckDBPyConnection, source: str, own: Columns, vocabulary: Vocabulary, table: Table = ACCOUNTS
) -> dict[str, Match]:
    """For each canonical column, `DOMAIN` and `ADDRESS` the header in the table `source` that holds it, if one does."""
    return proposed(vocabulary, {name: examples(connection, source, own, name) for name in own}, table)


def examples(connection: DuckDBPyConnection, source: str, own: Columns, column: str) -> list[str]:
    """Different texts of a column, the first ones in the order of its rows."""
    text, (rows, different) = _text(own, column), _SAMPLE
    found = connection.execute(
        f"SELECT t FROM (SELECT {text} AS t, min({quoted(ROW)}) AS n FROM {quoted(source)} AS s "
        f"WHERE {quoted(ROW)} <= {rows} AND trim({text}) <> '' GROUP BY 1) ORDER BY n LIMIT {different}"
    )
    return [row[0] for row in found.fetchall()]


@dataclass(slots=True)
class _Canonical:
    """One canonical table in the making: a SELECT over the user's table, joined with the tables of its words."""

    connection: DuckDBPyConnection
    vocabulary: Vocabulary
    source: str
    own: Columns
    table: Table
    have: TableMap
    headers: dict[str, str]
    """The user's column of each canonical one."""
    address: frozenset[str] = frozenset()
    """The columns that are parts of one cell with a whole address."""
    selected: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    gathered: dict[str, str] = field(default_factory=dict)
    """The lists from files of their own, for columns that the table has as well."""
    notes: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        connection: DuckDBPyConnection,
        vocabulary: Vocabulary,
        source: tuple[str, Columns],
        table: Table,
        have: TableMap,
    ) -> _Canonical:
        """The table with its columns found: those that the mapping names, and others where they are sure."""
        name_of_source, own = source
        wanted = dict(have.columns)
        if table is not ACCOUNTS:
            wanted["account_id"] = Place(have.key)
        headers = {}
        for name, where in wanted.items():
            if where.column in own and where.file is None:
                headers[name] = where.column
            elif where.column not in (name, "id", "account_id") and where.file is None:
                raise AccountsError(
                    f"the mapping names a column `{where.column}`, which the table for `{table.name}` lacks; "
                    f"{_hint(where.column, own)}"
                )
            if where.upper is not None and where.upper not in own:
                raise AccountsError(
                    f"the mapping names a column `{where.upper}`, which the table for `{table.name}` lacks; "
                    f"{_hint(where.upper, own)}"
                )
        free = Columns({n: t for n, t in own.items() if n not in headers.values()})
        for name, match in matched(connection, name_of_source, free, vocabulary, table).items():
            if match.confidence >= SURE and name not in headers and (name in wanted or name in (DOMAIN, ADDRESS)):
                headers[name] = match.header
        whole = headers.pop(ADDRESS, None)
        parts = [n for n in ("country", "subdivision", "city") if n in wanted and n not in headers]
        address = frozenset(parts if whole and "country" in parts else ())
        headers |= dict.fromkeys(sorted(address), whole or "")
        if "country" in headers:  # the mapping may name one column for all three
            address |= {n for n in ("subdivision", "city") if headers.get(n) == headers["country"]}
            address |= {"country"} if address else set()
        return cls(connection, vocabulary, name_of_source, own, table, have, headers, address)

    @property
    def id(self) -> str | None:
        """The id of an account in a row `s`, as a text."""
        header = self.headers.get("id" if self.table is ACCOUNTS else "account_id")
        return header and _text(self.own, header)

    @property
    def domain(self) -> str | None:
        """The domain in a row `s`, without what stands around it."""
        header = self.headers.get(DOMAIN)
        return header and f"nullif(regexp_extract(lower(trim({_text(self.own, header)})), '{_HOST}', 1), '')"

    @property
    def map(self) -> TableMap:
        """The table as it was made."""
        return TableMap(self.table.name, "id" if self.table is ACCOUNTS else "account_id", self.places)

    def make(self, needed: frozenset[str] | None, flags: Mapping[str, Flag] | None = None) -> None:
        """Makes the table; `needed` None is every column.

        Of the accounts only what is needed; of a child table everything, with notes on what is needed.
        """
        if self.table is ACCOUNTS:
            self._keep("id", self.id or self.domain)
        for name, header in self.headers.items():
            column = self.table.columns.get(name)
            asked = needed is None or name in needed
            if column is not None and name != "id" and (asked or self.table is not ACCOUNTS):
                notes = len(self.notes)
                self._column(column, self.have.columns.get(name, Place(name)), header)
                if not asked:
                    del self.notes[notes:]
        for relation, flag in (flags or {}).items():
            if flag.column not in self.own:
                raise AccountsError(f"the mapping names a column `{flag.column}`; {_hint(flag.column, self.own)}")
            self.selected.append(f"CAST(s.{quoted(flag.column)} AS VARCHAR) AS {quoted(_flag(relation))}")
        columns = ", ".join([f"s.{quoted(ROW)}", *self.selected])
        self.connection.execute(
            f"CREATE TABLE {quoted(self.table.name)} AS SELECT {columns} "
            f"FROM {quoted(self.source)} AS s {' '.join(self.joins)}"
        )

    def _keep(self, name: str, expression: str | None) -> None:
        if expression is not None:
            self.selected.append(f"{expression} AS {quoted(name)}")
            self.places[name] = Place(name, "array")

    def tie(self, accounts: _Canonical) -> None:
        """The id of the account of each row: its own, or that of the accounts with its domain."""
        if self.id is not None and accounts.id is not None:
            self._keep("account_id", self.id)
        elif self.domain is not None and accounts.domain is not None:
            tied = f"SELECT {accounts.domain} AS domain, {accounts.id or accounts.domain} AS id"
            self.joins.append(f"LEFT JOIN ({tied} FROM {quoted('input')} AS s) AS tied ON tied.domain = {self.domain}")
            self._keep("account_id", "tied.id")
        else:
            raise AccountsError(
                f"`{self.table.name}` has no column with the account's id or domain: {', '.join(self.own)}"
            )

    def gather(self, name: str, rows: _Canonical) -> None:
        """A list column of the accounts from the rows of a file, beside what the table has itself.

        An account without a row has an unknown list.
        """
        lists, alias = quoted(f"list {name}"), f"l{len(self.joins)}"
        self.connection.execute(
            f"CREATE TABLE {lists} AS SELECT account_id, list({quoted(name)}[1] ORDER BY {quoted(ROW)}) AS value "
            f"FROM {quoted(rows.table.name)} WHERE account_id IS NOT NULL GROUP BY 1"
        )
        self.joins.append(f"LEFT JOIN {lists} AS {alias} ON {alias}.account_id = {self.id or self.domain}")
        if name in self.headers:
            self.gathered[name] = f"{alias}.value"
        else:
            self._keep(name, f"{alias}.value")

    def untied(self) -> list[Diagnostic]:
        """A warning where rows belong to no account."""
        row = self.connection.execute(
            f"SELECT count(*), count(*) FILTER (a.id IS NULL) FROM {quoted(self.table.name)} AS r "
            f'LEFT JOIN (SELECT DISTINCT id FROM "accounts") AS a ON a.id = r.account_id'
        ).fetchone()
        rows, lost = row or (0, 0)
        if not lost:
            return []
        return [diagnostic("untied-rows", f"{lost:,} of {rows:,} rows of `{self.table.name}` belong to no account")]

    def duplicates(self) -> list[Diagnostic]:
        """Warnings where several accounts have one id or one domain. They are not merged."""
        found = []
        for name, expression in (("id", self.id), ("domain", self.domain)):
            if expression is None:
                continue
            several = "count(*) > 1 AND trim(min(v)) <> ''"  # min: or else it moves below the group, to every row
            row = self.connection.execute(
                f"SELECT count(*), sum(n), min(v) FROM (SELECT v, count(*) AS n FROM (SELECT {expression} AS v FROM "
                f"{quoted(self.source)} AS s) GROUP BY v HAVING {several})"
            ).fetchone()
            if row and row[0]:
                values = f"1 {name} stands" if row[0] == 1 else f"{row[0]:,} {name}s stand"
                message = f"{values} in {row[1]:,} rows of the accounts, such as {row[2]!r}; they are not merged"
                found.append(diagnostic("duplicate-accounts", message))
        return found

    # --- columns --------------------------------------------------------------------------------------------------

    def _column(self, column: Column, where: Place, header: str) -> None:
        """Adds a canonical column, and one with its upper ends where its cells are ranges or the mapping names one."""
        name = column.name
        low, high = self._ends(column, where, header)
        if where.upper is not None:
            high = self._ends(column, where, where.upper)[1] or self._ends(column, where, where.upper)[0]
        if (more := self.gathered.get(name)) is not None:
            both = f"list_concat({low}, {more})"
            low = f"CASE WHEN {low} IS NULL THEN {more} WHEN {more} IS NULL THEN {low} ELSE {both} END"
        self.selected.append(f"{low} AS {quoted(name)}")
        if self.table.name in CHILDREN and column.type == "text":
            self.selected.append(f"{_text(self.own, header)} AS {quoted(SHOWN + name)}")
        upper = None
        if high is not None:
            upper = name + UPPER
            self.selected.append(f"{high} AS {quoted(upper)}")
        self.places[name] = Place(name, "array", currency=where.currency, upper=upper)

    def _ends(self, column: Column, where: Place, header: str) -> tuple[str, str | None]:
        """The value of a canonical column in terms of the user's row `s` and a table of words; and its upper end."""
        cell, text, type_ = f"s.{quoted(header)}", _text(self.own, header), self.own[header]
        if column.type == "number" and type_.startswith(_NUMBERS):
            return f"CASE WHEN isfinite(CAST({cell} AS DOUBLE)) THEN CAST({cell} AS DOUBLE) END", None
        if column.name == "founded" and type_.startswith(("DATE", "TIMESTAMP")):
            return f"CAST(year({cell}) AS DOUBLE)", None
        if column.type == "date" and type_.startswith(("DATE", "TIMESTAMP")):
            return f"CAST({cell} AS DATE)", None
        if column.name in ("description", "unit") or (self.table.name == "people" and column.name == "name"):
            return text, None
        easy = "NULL"
        if column.type == "number":
            easy = f"CASE WHEN regexp_full_match(trim({text}), '{_PLAIN}') THEN TRY_CAST({text} AS DOUBLE) END"
        elif column.type == "date":
            easy = f"CAST(TRY_CAST({text} AS TIMESTAMP) AS DATE)"
        reading = Reading(self.vocabulary, column, where, header, whole=column.name in self.address)
        if column.name in ("subdivision", "city") and "country" in self.headers and not reading.whole:
            state, country = self.headers.get("subdivision"), self.headers["country"]
            inner = _text(self.own, state) if state and column.name == "city" and state != header else "NULL"
            text = f"CAST(json_array({_text(self.own, country)}, {inner}, {text}) AS VARCHAR)"
            reading.context = True
        alias = f"w{len(self.joins)}"
        words, ranges = self._words(f"{self.table.name} {column.name} {alias}", text, easy, reading)
        self.joins.append(f"LEFT JOIN {words} AS {alias} ON {alias}.raw = {text}")
        if easy == "NULL":
            return f"{alias}.value", None
        return f"coalesce({easy}, {alias}.value)", f"coalesce({easy}, {alias}.upper)" if ranges else None

    def _words(self, name: str, text: str, easy: str, reading: Reading) -> tuple[str, bool]:
        """A table of the distinct texts of a column that are not `easy`, and what each stands for; whether any of them
        is a range."""
        texts, words, type_ = quoted(f"texts {name}"), quoted(f"words {name}"), _TYPES[reading.column.type]
        hard = "" if easy == "NULL" else f" AND {easy} IS NULL"
        self.connection.execute(
            f"CREATE TABLE {texts} AS SELECT {text} AS raw, count(*) AS n FROM {quoted(self.source)} AS s "
            f"WHERE trim({text}) <> ''{hard} GROUP BY 1"
        )
        self.connection.execute(f"CREATE TABLE {words} (raw VARCHAR, value {type_}, upper {type_})")
        if reading.column.type == "date":
            reading.slashed = order(r[0] for r in self.connection.execute(f"SELECT raw FROM {texts}").fetchall())
        slots = f"unnest(?::VARCHAR[]), unnest(?::{type_}[]), unnest(?::{type_}[])"
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT raw, n FROM {texts}")
            while batch := cursor.fetchmany(_BATCH):
                ends = [reading.of(raw, n) for raw, n in batch]
                values = [[r for r, _ in batch], [e[0] for e in ends], [e[1] for e in ends]]
                self.connection.execute(f"INSERT INTO {words} SELECT {slots}", values)
        self.connection.execute(f"DROP TABLE {texts}")
        self._count(reading)
        self.notes += reading.notes()
        return words, reading.ranges.rows > 0

    def _count(self, reading: Reading) -> None:
        """Adds what became of each value to `NORMALISED`."""
        rows = sorted(reading.normalised(), key=lambda r: (-r[3], r[0]))
        if rows:
            slots = "unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::BIGINT[])"
            table = "accounts" if self.table.name in ACCOUNTS.columns else self.table.name
            self.connection.execute(
                f"INSERT INTO {quoted(NORMALISED)} SELECT ?, ?, {slots}",
                [table, reading.column.name, *map(list, zip(*rows, strict=True))],
            )


def _text(own: Columns, header: str) -> str:
    """A cell of the user's row `s` as a text; a nested one as JSON."""
    cell, type_ = f"s.{quoted(header)}", own[header]
    nested = type_.endswith("]") or type_.startswith(("STRUCT", "MAP"))
    return f"CAST(to_json({cell}) AS VARCHAR)" if nested else f"CAST({cell} AS VARCHAR)"


def _element(where: Place) -> Place:
    """Where the element of a list column stands in a file of its own."""
    return Place(where.column, "single", values=where.values)


def _flag(relation: str) -> str:
    return f"flag {relation}"


def _hint(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, known, 1)
    return f"did you mean `{near[0]}`?" if near else f"there are {', '.join(known)}"
