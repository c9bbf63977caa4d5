# ruff: noqa: S608 - names are quoted, values are bound
"""Account files: read into an empty DuckDB in memory, written aside and renamed."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROW = "#row"
"""The column with the number of a row in its file."""

_READERS = {
    ".csv": "",  # written out for the header of the file at hand
    ".tsv": "",
    ".parquet": "read_parquet(?)",
    ".jsonl": "read_json(?, format = 'newline_delimited', sample_size = -1)",
    ".ndjson": "read_json(?, format = 'newline_delimited', sample_size = -1)",
    ".json": "read_json(?, format = 'auto', sample_size = -1)",
}
_WRITERS = {
    ".csv": "FORMAT csv, HEADER",
    ".tsv": "FORMAT csv, HEADER, DELIMITER '\t'",
    ".parquet": "FORMAT parquet",
    ".jsonl": "FORMAT json",
    ".ndjson": "FORMAT json",
    ".json": "FORMAT json, ARRAY true",
}


class AccountsError(ValueError):
    """A file that cannot be used, or a program that is missing. Says which and what to do."""


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def connect() -> DuckDBPyConnection:
    """An empty database in memory, without extensions. Raises `AccountsError` where DuckDB is not installed."""
    try:
        import duckdb
    except ImportError:
        raise AccountsError("matching needs DuckDB: pip install icplang[run]") from None
    return duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})


def read(connection: DuckDBPyConnection, path: str | Path, table: str) -> dict[str, str]:
    """Reads a file into a new table, its rows numbered in `ROW`. Returns the types of its own columns, in order.

    Cells of CSV and TSV stay text. Raises `AccountsError` for a file that is missing, unreadable, empty, broken,
    or of an unknown format.
    """
    import duckdb

    path = Path(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise AccountsError(f"{path}: unknown format; one of {', '.join(_READERS)} is needed")
    try:
        with path.open("rb") as file:
            first = file.readline(1 << 20)
    except OSError as error:
        raise AccountsError(f"{path}: cannot be read: {error.strerror or error}") from None
    if not first.strip():
        raise AccountsError(f"{path}: the file is empty")
    if any(mark in str(path) for mark in "*?["):
        raise AccountsError(f"{path}: a path with *, ? or [ would be read as a pattern; rename the file")
    try:
        source = reader or _csv(path, first)
        select = f"SELECT row_number() OVER () AS {quoted(ROW)}, * FROM {source}"
        connection.execute(f"CREATE TABLE {quoted(table)} AS {select}", [str(path)])
    except (duckdb.Error, UnicodeError, csv.Error) as error:
        words = " ".join(str(error).partition("Possible")[0].split())
        raise AccountsError(f"{path}: cannot be read as {path.suffix[1:].lower()}: {words[:300]}") from None
    described = connection.execute(f"DESCRIBE {quoted(table)}").fetchall()
    return {name: type_ for name, type_, *_ in described if name != ROW}


def _csv(path: Path, first: bytes) -> str:
    """The reader of a CSV file, nothing left to guess: a guess finds its way around a broken file."""
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t|", key=lambda d: first.count(d.encode()))
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file, delimiter=delimiter))
    names: list[str] = []
    for i, cell in enumerate(header, 1):
        name = cell.strip() or f"column {i}"
        taken = {n.lower() for n in [*names, ROW]}
        names.append(name if name.lower() not in taken else f"{name} {i}")
    columns = ", ".join("'" + n.replace("'", "''") + "': 'VARCHAR'" for n in names)
    return (
        f"read_csv(?, auto_detect = false, columns = {{{columns}}}, delim = '{delimiter}', quote = '\"', "
        f"escape = '\"', header = true)"
    )


def save(columns: Sequence[str], types: Sequence[str], rows: Sequence[tuple[Any, ...]], path: str | Path) -> None:
    """Writes rows as CSV, TSV, Parquet, JSON lines or JSON, by the extension; `types` are DuckDB's names.

    The file appears complete or not at all. Raises `AccountsError` where it cannot be written.
    """
    import duckdb

    path = Path(path)
    form = _WRITERS.get(path.suffix.lower())
    if form is None:
        raise AccountsError(f"{path}: unknown format; one of {', '.join(_WRITERS)} is needed")
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    target = str(aside).replace("'", "''")
    pairs = [(quoted(c), t) for c, t in zip(columns, types, strict=True)]
    lists_as_json = "csv" in form
    cells = [f"CAST(to_json({c}) AS VARCHAR) AS {c}" if lists_as_json and t.endswith("]") else c for c, t in pairs]
    with connect() as connection:
        connection.execute(f"CREATE TABLE result ({', '.join(f'{c} {t}' for c, t in pairs)})")
        if rows:
            slots = ", ".join(f"unnest(?::{t}[])" for t in types)
            connection.execute(f"INSERT INTO result SELECT {slots}", [list(cell) for cell in zip(*rows, strict=True)])
        try:
            connection.execute(f"COPY (SELECT {', '.join(cells)} FROM result) TO '{target}' ({form})")
            aside.replace(path)
        except (duckdb.Error, OSError) as error:
            raise AccountsError(f"{path}: cannot be written: {str(error).splitlines()[0]}") from None
        finally:
            aside.unlink(missing_ok=True)
