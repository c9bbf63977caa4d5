# ruff: noqa: S608 - names are quoted
"""Where scored accounts are: in a DuckDB of our own, read from files, or in the engine that holds the table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from icplang.accounts.base import ROW, AccountsError, Columns, quoted
from icplang.accounts.files import connect, copy, read, save
from icplang.accounts.remote import Engine
from icplang.accounts.tables import SHOWN, Loaded, load
from icplang.backends.dialects import dialect_named
from icplang.backends.judged import Judged, judged
from icplang.backends.lower import Ref
from icplang.backends.mapping import Schema, files_of, schema_of
from icplang.backends.score import POINTS, VERDICT, Scorer
from icplang.backends.sql import UnsupportedError, Writer
from icplang.diagnostics import Diagnostic
from icplang.meaning.profile import Profile, Unknown
from icplang.meaning.schema import CHILDREN
from icplang.vocabulary.store import Vocabulary, builtin

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Step: TypeAlias = Callable[[str, Any], AbstractContextManager[None]]
"""Told of each part of the work: what it is, and the connection that does it."""

ADDED = (*VERDICT, *POINTS, "icp_near_miss", "icp_met", "icp_not_met", "icp_unknown", "icp_people")
"""The columns that a run adds to the user's own."""


def quiet(_: str, __: Any) -> AbstractContextManager[None]:
    """A `Step` that says nothing."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Scored(ABC):
    """Accounts with their verdicts, ready to be counted, shown and written."""

    ready: Judged
    scorer: Scorer
    own: Columns
    """The types of the user's own columns, in their order."""
    notes: tuple[Diagnostic, ...]
    step: Step

    @property
    def kept(self) -> list[str]:
        """The user's own columns but for those that an earlier run has added."""
        return [c for c in self.own if c.lower() not in ADDED]

    @property
    def added(self) -> list[str]:
        """The names of the columns that are added to them, in their order."""
        return [name for name in ADDED if self.ready.plan.scored or name not in POINTS]

    @property
    @abstractmethod
    def relation(self) -> str:
        """What a query of counts selects from, as `v`: the verdict of each account and the truths `icp_c1`.. ."""

    @property
    @abstractmethod
    def id(self) -> str | None:
        """The user's own column with the account's id, if there is one."""

    @abstractmethod
    def where(self, column: str, like: str) -> str:
        """A condition on `v`: the account's own column is like a pattern in lower case, `!` before what is literal."""

    @abstractmethod
    def query(self, where: str, limit: int | None = None, *, truths: bool = False) -> str:
        """The query of the own and the added columns for a condition on `v`, the best accounts first.

        With `truths` the truth of each criterion and its words come behind them: `icp_c1`.., `icp_w1`.. .
        """

    @abstractmethod
    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    @abstractmethod
    def write(self, where: str, path: str | Path) -> int:
        """Writes the own and the added columns to a file, complete or not at all; how many accounts."""

    def _columns(self, truths: bool) -> str:
        columns = [f"v.{self.scorer.writer.name(c)}" for c in self.kept] + self.scorer.columns()
        if truths:
            each = range(1, len(self.ready.conditions) + 1)
            columns += [f"v.icp_c{i}" for i in each] + [f"v.icp_w{i}" for i in each]
        return ", ".join(columns)


@dataclass(frozen=True, slots=True)
class _Files(Scored):
    """In a DuckDB of our own: "input" has the user's rows, "accounts" the canonical ones, "scored" the verdicts."""

    connection: DuckDBPyConnection
    key: str | None

    @property
    def relation(self) -> str:
        return '"scored" v'

    @property
    def id(self) -> str | None:
        return self.key

    def where(self, column: str, like: str) -> str:
        cell, pattern = f"CAST(i.{quoted(column)} AS VARCHAR)", self.scorer.writer.literal(like)
        found = f"SELECT i.{quoted(ROW)} FROM \"input\" i WHERE lower({cell}) LIKE {pattern} ESCAPE '!'"
        return f"v.{quoted(ROW)} IN ({found})"

    def query(self, where: str, limit: int | None = None, *, truths: bool = False) -> str:
        row, order = quoted(ROW), self.scorer.order("v")
        best = f'SELECT * FROM "scored" v WHERE {where}'
        best += "" if limit is None else f" ORDER BY {order}, v.{row}{_limit(limit)}"
        reasons = self.scorer.reasons(few=limit is not None)
        details = [*(f"i.{quoted(c)}" for c in self.kept), *reasons.details("w")]
        joined = f'"accounts" a ON a.{row} = w.{row} JOIN "input" i ON i.{row} = w.{row}{reasons.joins()}'
        inner = f"SELECT {', '.join(['w.*', *details])} FROM ({best}) w JOIN {joined}"
        return f"SELECT {self._columns(truths)} FROM ({inner}) v ORDER BY {order}, v.{row}"

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        with self.step("counting", self.connection):
            return self.connection.execute(sql).fetchall()

    def write(self, where: str, path: str | Path) -> int:
        with self.step("writing", self.connection):
            return copy(self.connection, self.query(where), path)


@dataclass(frozen=True, slots=True)
class _Table(Scored):
    """In the engine that has the table."""

    engine: Engine

    @property
    def relation(self) -> str:
        return f"({self.scorer.scored([])}) v"

    @property
    def id(self) -> str | None:
        return self._key

    def where(self, column: str, like: str) -> str:
        writer = self.scorer.writer
        cell = writer.dialect.date_text.format(c=f"v.{writer.name(column)}")
        return f"LOWER({cell}) LIKE {writer.literal(like)} ESCAPE '!'"

    def query(self, where: str, limit: int | None = None, *, truths: bool = False) -> str:
        name = self.scorer.writer.name
        keep = [name(c) for c in dict.fromkeys([*self.kept, self._key])]
        order = f"ORDER BY {self.scorer.order('v')}, v.{name(self._key)}"
        best = f"SELECT v.* FROM ({self.scorer.scored(keep, told=True)}) v WHERE {where}"
        best += "" if limit is None else f" {order}{_limit(limit)}"
        told = self.scorer.told(best, few=limit is not None)
        return f"SELECT {self._columns(truths)} FROM ({told}) v {order}"

    @property
    def _key(self) -> str:
        return self.ready.schema.accounts.key

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        with self.step("asking", self.engine):
            return self.engine.ask(sql)

    def write(self, where: str, path: str | Path) -> int:
        with self.step("asking", self.engine):
            types, rows = self.engine.table(self.query(where))
        save([*self.kept, *self.added], types, rows, path)
        return len(rows)


@contextmanager
def scored_files(
    profile: Profile,
    path: str | Path,
    *,
    mapping: Schema | str | Path | None = None,
    tables: Mapping[str, str | Path] | None = None,
    as_of: date | None = None,
    unknown: Unknown | None = None,
    vocabulary: Vocabulary | None = None,
    output: str | Path | None = None,
    step: Step = quiet,
) -> Iterator[Scored]:
    """The accounts of a file, scored. `output` is the one file that may be written later.

    The other arguments are those of `icplang.accounts.match`; the errors too.
    """
    as_of, vocabulary = as_of or date.today(), vocabulary or builtin()
    schema = schema_of(mapping)
    files = files_of(schema) | dict(tables or {})
    with connect((path, *files.values())) as connection:
        with step("reading", connection):
            own = read(connection, path, "input")
        with step("normalising", connection):
            loaded = load(connection, own, files, schema, vocabulary, profile=profile)
        if output is not None:
            folder = str(Path(output).resolve().parent).replace("'", "''")
            connection.execute(f"SET allowed_directories = ['{folder}']")
        connection.execute("SET enable_external_access = false")
        ready = judged(profile, loaded.schema, as_of, unknown, vocabulary)
        scorer = Scorer(ready, Writer(dialect_named("duckdb"), False, [], "id"), _shown(loaded))
        with step("scoring", connection):
            connection.execute(
                f'CREATE TABLE "scored" AS SELECT {_stored(ready)} FROM ({scorer.scored([quoted(ROW)])}) v'
            )
        yield _Files(ready, scorer, own, loaded.notes, step, connection, loaded.headers.get("id"))


def scored_table(
    profile: Profile,
    engine: Engine,
    *,
    as_of: date | None = None,
    unknown: Unknown | None = None,
    vocabulary: Vocabulary | None = None,
    step: Step = quiet,
) -> Scored:
    """The accounts of a table in an engine, scored there; nothing is copied but what is asked for."""
    ready = judged(profile, engine.schema, as_of or date.today(), unknown, vocabulary or builtin())
    scorer = Scorer(ready, Writer(dialect_named(engine.dialect), False, [], engine.schema.accounts.key))
    try:
        scorer.text()
    except UnsupportedError as error:
        raise AccountsError(str(error)) from None
    return _Table(ready, scorer, engine.columns, (), step, engine)


def _shown(loaded: Loaded) -> Callable[[Ref], str | None]:
    """The user's own words for a canonical column: the cell of the row `i`, or of a related row `r`."""
    named = {name for t in CHILDREN.values() for name, c in t.columns.items() if c.type == "text"}

    def shown(column: Ref) -> str | None:
        if column.alias == "r":
            return f"r.{quoted(SHOWN + column.column)}" if column.column in named else None
        header = loaded.headers.get(column.column)
        return None if header is None else f"CAST(i.{quoted(header)} AS VARCHAR)"

    return shown


def _stored(ready: Judged) -> str:
    """What is kept of each account of a file: its row, the verdict, and the truths as small numbers."""
    verdict = [*VERDICT, *POINTS] if ready.plan.scored else VERDICT
    small = ["icp_lone", "icp_sure", "icp_possible", *(f"icp_c{i}" for i in range(1, len(ready.conditions) + 1))]
    return ", ".join([quoted(ROW), *verdict, *(f"CAST({n} AS SMALLINT) AS {n}" for n in small)])


def _limit(limit: int | None) -> str:
    return "" if limit is None else f" LIMIT {int(limit)}"
