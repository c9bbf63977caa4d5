# ruff: noqa: S608 - names are quoted, values are bound
"""The accounts of a file that match a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from icplang.accounts.files import ROW, connect, quoted, read, save
from icplang.accounts.tables import load
from icplang.backends.mapping import Schema, files_of, schema_of
from icplang.backends.sql import to_sql
from icplang.diagnostics import Diagnostic
from icplang.meaning.profile import Profile, Unknown
from icplang.vocabulary.store import Vocabulary, builtin


@dataclass(frozen=True, slots=True)
class Result:
    """Matching rows with the file's own columns, in the file's order.

    Where a diagnostic is an error, a clause could not be run; then there are no rows, because leaving it out would
    let wrong accounts in. `matched` counts before `limit`; `types` are DuckDB's names of the columns' types.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int
    matched: int
    diagnostics: tuple[Diagnostic, ...]
    types: tuple[str, ...] = ()
    as_of: date | None = None

    @property
    def ok(self) -> bool:
        """True where every clause was run."""
        return all(d.severity != "error" for d in self.diagnostics)


def match(
    profile: Profile,
    path: str | Path,
    *,
    mapping: Schema | str | Path | None = None,
    tables: Mapping[str, str | Path] | None = None,
    as_of: date | None = None,
    limit: int | None = None,
    unknown: Unknown | None = None,
    vocabulary: Vocabulary | None = None,
) -> Result:
    """Runs a profile over a CSV, TSV, Parquet or JSON-lines file.

    `mapping` is a mapping file or what `load_mapping` made of it; without it columns are found by their canonical
    names and common other ones. `tables` gives files for child tables: `{"funding_rounds": "rounds.parquet"}`,
    beside those that the mapping names. `unknown` keeps or drops the accounts for which a criterion is unknown, as
    `to_sql` does. Values are normalised through the vocabulary; the rows that come back are
    the file's own. Raises `AccountsError` for files that cannot be read and `MappingError` for the mapping.
    """
    as_of, vocabulary = as_of or date.today(), vocabulary or builtin()
    schema = schema_of(mapping)
    files = files_of(schema) | dict(tables or {})
    with connect((path, *files.values())) as connection:
        own = read(connection, path, "input")
        loaded = load(connection, own, files, schema, vocabulary, profile=profile)
        connection.execute("SET enable_external_access = false")
        sql = to_sql(
            profile,
            "duckdb",
            form="where",
            schema=loaded.schema,
            as_of=as_of,
            params=True,
            unknown=unknown,
            vocabulary=vocabulary,
        )
        diagnostics = (*sql.diagnostics, *loaded.notes)
        total = _count(connection.execute('SELECT count(*) FROM "input"').fetchone())
        if not sql.ok:
            return Result(tuple(own), (), total, 0, diagnostics, tuple(own.values()), as_of)
        row = quoted(ROW)
        connection.execute(
            f'CREATE TABLE "matched" AS SELECT a.{row} FROM "accounts" AS a WHERE {sql.text}\n', list(sql.parameters)
        )
        matched = _count(connection.execute('SELECT count(*) FROM "matched"').fetchone())
        rows = connection.execute(
            f'SELECT * EXCLUDE ({row}) FROM "input" JOIN "matched" USING ({row}) ORDER BY {row} '
            + ("" if limit is None else f"LIMIT {int(limit)}")
        ).fetchall()
    return Result(tuple(own), tuple(rows), total, matched, diagnostics, tuple(own.values()), as_of)


def write(result: Result, path: str | Path) -> None:
    """Writes the rows of a result as CSV, TSV, Parquet, JSON lines or JSON, by the extension.

    The file appears complete or not at all. Raises `AccountsError` where it cannot be written.
    """
    save(result.columns, result.types, result.rows, path)


def _count(row: tuple[Any, ...] | None) -> int:
    return int(row[0]) if row else 0
