"""The accounts of a file that match a profile."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from icplang.accounts.tables import ROW, AccountsError, connect, load, read
from icplang.backends.mapping import CANONICAL, Schema, load_mapping
from icplang.backends.sql import to_sql
from icplang.diagnostics import Diagnostic
from icplang.meaning.profile import Profile
from icplang.vocabulary.store import Vocabulary, builtin

_FORMATS = {".csv": "FORMAT csv, HEADER", ".tsv": "FORMAT csv, HEADER, DELIMITER '\t'", ".parquet": "FORMAT parquet",
            ".jsonl": "FORMAT json", ".ndjson": "FORMAT json", ".json": "FORMAT json, ARRAY"}


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
    vocabulary: Vocabulary | None = None,
) -> Result:
    """Runs a profile over a CSV, TSV, Parquet or JSON-lines file.

    `mapping` is a mapping file or what `load_mapping` made of it; without it columns are found by their canonical
    names and common other ones. `tables` gives files for child tables: `{"funding_rounds": "rounds.parquet"}`,
    beside those that the mapping names. Values are normalised through the vocabulary; the rows that come back are
    the file's own. Raises `AccountsError` for files that cannot be read and `MappingError` for the mapping.
    """
    as_of, vocabulary = as_of or date.today(), vocabulary or builtin()
    schema = mapping if isinstance(mapping, Schema) else load_mapping(mapping) if mapping else CANONICAL
    files = {name: t.file for name, t in schema.children.items() if t.file} | dict(tables or {})
    with connect() as connection:
        own = read(connection, path, "input")
        loaded = load(connection, own, files, schema, vocabulary, mapped=mapping is not None)
        connection.execute("SET enable_external_access = false")
        total = _count(connection.execute('SELECT count(*) FROM "input"').fetchone())
        sql = to_sql(profile, "duckdb", form="where", schema=loaded.schema, as_of=as_of, params=True, vocabulary=vocabulary)
        found = (*sql.diagnostics, *loaded.notes)
        if not sql.ok:
            return Result(tuple(own), (), total, 0, found, tuple(own.values()), as_of)
        connection.execute(f'CREATE TABLE "matched" AS SELECT a."{ROW}" FROM accounts AS a WHERE {sql.text}\n',
                           list(sql.parameters))
        matched = _count(connection.execute('SELECT count(*) FROM "matched"').fetchone())
        rows = connection.execute(
            f'SELECT * EXCLUDE ("{ROW}") FROM "input" JOIN "matched" USING ("{ROW}") ORDER BY "{ROW}"'
            + ("" if limit is None else f" LIMIT {int(limit)}")).fetchall()
    return Result(tuple(own), tuple(rows), total, matched, found, tuple(own.values()), as_of)


def write(result: Result, path: str | Path) -> None:
    """Writes the rows of a result as CSV, TSV, Parquet, JSON lines or JSON, by the extension.

    The file appears complete or not at all. Raises `AccountsError` where it cannot be written.
    """
    import duckdb

    path = Path(path)
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise AccountsError(f"{path}: unknown format; one of {', '.join(_FORMATS)} is needed")
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    names = ['"' + c.replace('"', '""') + '"' for c in result.columns]
    flat = "csv" in form
    with connect() as connection:
        connection.execute(f"CREATE TABLE result ({', '.join(f'{n} {t}' for n, t in zip(names, result.types, strict=True))})")
        if result.rows:
            slots = ", ".join(f"unnest(?::{t}[])" for t in result.types)
            connection.execute(f"INSERT INTO result SELECT {slots}", [list(column) for column in zip(*result.rows, strict=True)])
        cells = [f"CAST(to_json({n}) AS VARCHAR) AS {n}" if flat and t.endswith("]") else n
                 for n, t in zip(names, result.types, strict=True)]
        try:
            target = str(aside).replace("'", "''")
            connection.execute(f"COPY (SELECT {', '.join(cells)} FROM result) TO '{target}' ({form})")
            aside.replace(path)
        except (duckdb.Error, OSError) as error:
            raise AccountsError(f"{path}: cannot be written: {str(error).partition(chr(10))[0]}") from None
        finally:
            aside.unlink(missing_ok=True)


def _count(row: tuple[Any, ...] | None) -> int:
    return int(row[0]) if row else 0
