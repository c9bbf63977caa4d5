# ruff: noqa: S608 - names are quoted
"""Engines that hold the accounts themselves: PostgreSQL and Spark. They are asked; nothing in them is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from icplang.accounts.base import AccountsError, Columns
from icplang.backends.dialects import dialect_named
from icplang.backends.mapping import CANONICAL, Schema, TableMap, schema_of
from icplang.backends.sql import Writer
from icplang.meaning.schema import CHILDREN

_USERINFO = re.compile(r"(?<=://)[^/@\s]*@|(?<=password=)\S+", re.IGNORECASE)
_TYPES: Mapping[type, str] = {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE", list: "VARCHAR[]"}


Run: TypeAlias = Callable[[str], tuple[list[str], list[tuple[Any, ...]]]]
"""The names of the columns of a query, and its rows. Raises `AccountsError` with what the engine says."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A database that has the accounts. `schema` has the tables and columns of the profile's that are there."""

    dialect: Literal["postgres", "spark"]
    run: Run
    columns: Columns
    schema: Schema

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.run(sql)[1]

    def table(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """The rows of a query in values that a file can hold, and DuckDB's names of their types."""
        names, rows = self.run(sql)
        types = [_type(row[i] for row in rows) for i in range(len(names))]
        return types, [tuple(_cell(v, t) for v, t in zip(row, types, strict=True)) for row in rows]


def masked(url: str) -> str:
    """A connection's name without its user and password, as it may be shown."""
    return _USERINFO.sub("***@" if "://" in url else "***", url)


@contextmanager
def engine(
    url: str, table: str, *, mapping: str | Path | None = None, tables: Mapping[str, str] | None = None
) -> Iterator[Engine]:
    """The engine of a URL (`postgresql://...`, `spark`, `spark://...`, `sc://...`) with its table of accounts.

    For Spark a table may be a Parquet, CSV or JSON file. `tables` names the child tables; those of the canonical names
    beside the accounts table are found. Raises `AccountsError` where the engine cannot be had or lacks the table.
    """
    scheme = url.partition(":")[0].lower()
    if scheme in ("postgresql", "postgres"):
        connected = _postgres(url)
    elif scheme in ("spark", "sc"):
        connected = _spark(url)
    else:
        raise AccountsError(f"`{masked(url)}` is no engine that is known: postgresql://user@host/database, or spark")
    with connected as (dialect, run, named):
        wanted = schema_of(mapping)
        there = {n: named(t) for n, t in {"accounts": table, **(tables or {})}.items()}
        schema, columns = _found(Writer(dialect_named(dialect), False, [], "id"), run, wanted, there)
        yield Engine(dialect, run, columns, schema)


# --- engines ----------------------------------------------------------------------------------------------------


@contextmanager
def _postgres(url: str) -> Iterator[Any]:
    try:
        import psycopg
    except ImportError:
        raise AccountsError("PostgreSQL needs psycopg: pip install icplang[postgres]") from None

    def failed(error: Exception) -> AccountsError:
        said = " ".join(str(error).split())
        for secret in _secrets(url):
            said = said.replace(secret, "***")
        return AccountsError(f"{masked(url)}: {said[:400]}")

    try:
        with psycopg.connect(url, connect_timeout=10, autocommit=False) as connection:
            connection.read_only = True

            def run(sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
                try:
                    with connection.cursor() as cursor:
                        cursor.execute(sql.encode())
                        return [c.name for c in cursor.description or ()], cursor.fetchall()
                except psycopg.Error as error:
                    connection.rollback()
                    raise failed(error) from None

            yield "postgres", run, lambda name: name
    except psycopg.Error as error:
        raise failed(error) from None


def _secrets(url: str) -> list[str]:
    """What of a URL must not be shown: the password as it is written, and as it is meant."""
    from urllib.parse import unquote

    found = re.search(r"://[^/@\s:]*:([^/@\s]*)@", url) or re.search(r"password=(\S+)", url, re.IGNORECASE)
    return [s for s in {found[1], unquote(found[1])} if s] if found else []


@contextmanager
def _spark(url: str) -> Iterator[Any]:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise AccountsError("Spark needs pyspark: pip install icplang[spark]") from None
    builder: Any = SparkSession.builder.appName("icplang")
    if url != "spark":
        builder = builder.remote(url) if url.startswith("sc:") else builder.master(url)
    elif SparkSession.getActiveSession() is None:
        local = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.log.level": "OFF",
            "spark.sql.session.timeZone": "UTC",
        }
        builder = builder.master("local[*]")
        for key, value in local.items():
            builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:  # noqa: BLE001 - Java, its gateway and Spark each have exceptions of their own
        raise AccountsError(f"{masked(url)}: Spark cannot be started: {str(error).splitlines()[0][:300]}") from None

    def run(sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        try:
            frame = session.sql(sql)
            return list(frame.columns), [tuple(row) for row in frame.collect()]
        except PySparkException as error:
            raise AccountsError(f"{masked(url)}: {' '.join(str(error).split())[:400]}") from None

    def named(table: str) -> str:
        """The table itself; of a file, a view for as long as the session lives."""
        form = {".parquet": "parquet", ".csv": "csv", ".json": "json", ".jsonl": "json"}.get(Path(table).suffix.lower())
        if form is None or not Path(table).exists():
            return table
        view = "icplang_" + re.sub(r"\W", "_", Path(table).stem)
        session.read.format(form).option("header", "true").load(str(Path(table).resolve())).createOrReplaceTempView(
            view
        )
        return view

    try:
        yield "spark", run, named
    finally:
        session.stop()


# --- tables -----------------------------------------------------------------------------------------------------


def _found(writer: Writer, run: Run, wanted: Schema, there: Mapping[str, str]) -> tuple[Schema, Columns]:
    """The schema of what is there: of the accounts table, and of the child tables that can be read."""

    def columns(name: str) -> list[str]:
        return run(f"SELECT * FROM {writer.table(name)} WHERE 1 = 0")[0]

    for name in there:
        if name not in ("accounts", *CHILDREN):
            raise AccountsError(f"no child table is called `{name}`; there are {', '.join(CHILDREN)}")
    accounts = replace(wanted.accounts, name=there["accounts"])
    own = columns(accounts.name)
    if accounts.key not in own:
        raise AccountsError(
            f"the table `{accounts.name}` has no column `{accounts.key}`: name its key in a mapping file"
        )
    beside = accounts.name.rpartition(".")[0]
    children = {}
    for name, child in wanted.children.items():
        usual = child == CANONICAL.children[name]
        place = there.get(name, f"{beside}.{name}" if usual and beside else child.name)
        try:
            children[name] = _present(replace(child, name=place), columns(place))
        except AccountsError:
            if name in there or not usual:
                raise
    return replace(wanted, accounts=_present(accounts, own), children=children), Columns(dict.fromkeys(own, "VARCHAR"))


def _present(table: TableMap, columns: Sequence[str]) -> TableMap:
    """The table with those of its columns that are there. Raises `AccountsError` where a mapping names another."""
    missing = [p.column for n, p in table.columns.items() if p.column not in (*columns, n, table.key)]
    if missing:
        raise AccountsError(f"the mapping names a column `{missing[0]}`, which the table `{table.name}` lacks")
    return replace(table, columns={n: p for n, p in table.columns.items() if p.column in columns})


def _type(values: Iterator[Any]) -> str:
    from datetime import date, datetime
    from decimal import Decimal

    kinds = {type(v) for v in values if v is not None}
    if kinds <= {int, float, Decimal} and kinds:
        return "BIGINT" if kinds == {int} else "DOUBLE"
    if len(kinds) != 1:
        return "VARCHAR"
    kind = kinds.pop()
    return {**_TYPES, date: "DATE", datetime: "TIMESTAMP"}.get(kind, "VARCHAR")


def _cell(value: Any, type_: str) -> Any:
    if value is None or type_ in ("BOOLEAN", "BIGINT", "DATE", "TIMESTAMP"):
        return value
    if type_ == "DOUBLE":
        return float(value)
    return [None if v is None else str(v) for v in value] if type_ == "VARCHAR[]" else str(value)
