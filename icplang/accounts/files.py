# ruff: noqa: S608 - names are quoted, values are bound
"""Account files: read into an empty DuckDB, written aside and renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icplang.accounts.base import ROW, AccountsError, Columns, quoted
from icplang.accounts.delimited import Delimited, trouble
from icplang.accounts.stores import STORES, located
from icplang.accounts.stores import read as read_store

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LARGE = 256 * 2**20
"""From this many bytes of input on, the tables are kept in a file and not in memory."""
MEMORY = "2GB"
"""What DuckDB may use of the memory then; Python and the caches of DuckDB come on top."""

_PACKED = {".gz": 8, ".parquet": 4, ".duckdb": 4}
"""About how many times as large the rows of a packed file are in memory."""
_COUNTING = "SET enable_progress_bar = true; SET enable_progress_bar_print = false"
"""So that a query can be asked how far it is."""
_CSV = (".csv", ".tsv", ".txt")
_READERS = {
    **dict.fromkeys(_CSV, ""),  # written out for the header of the file at hand
    ".parquet": "read_parquet(?)",
    ".jsonl": "read_json(?, format = 'newline_delimited', sample_size = -1, compression = '{z}')",
    ".ndjson": "read_json(?, format = 'newline_delimited', sample_size = -1, compression = '{z}')",
    ".json": "read_json(?, format = 'auto', sample_size = -1, compression = '{z}')",
}
_WRITERS = {
    ".csv": "FORMAT csv, HEADER",
    ".tsv": "FORMAT csv, HEADER, DELIMITER '\t'",
    ".parquet": "FORMAT parquet",
    ".jsonl": "FORMAT json",
    ".ndjson": "FORMAT json",
    ".json": "FORMAT json, ARRAY true",
}


@contextmanager
def connect(files: Iterable[str | Path] = ()) -> Iterator[DuckDBPyConnection]:
    """An empty database without extensions: in memory, or in a temporary file where the `files` to be read are large.

    Raises `AccountsError` where DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise AccountsError("matching needs DuckDB: pip install icplang[run]") from None
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    if sum(map(_size, files)) < LARGE:
        with duckdb.connect(config=config) as connection, _plainly():
            connection.execute(_COUNTING)
            yield connection
        return
    with _folder() as folder:
        config |= {"memory_limit": MEMORY, "temp_directory": f"{folder}/spill"}
        with duckdb.connect(f"{folder}/accounts.duckdb", config=config) as connection, _plainly():
            connection.execute(_COUNTING)
            yield connection


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder of our own for as long as it is needed. Its name is known before it is there, so that Ctrl-C at any
    moment leaves nothing behind, which `TemporaryDirectory` cannot say of the moment between.
    """
    folder = Path(tempfile.gettempdir()) / f"icplang-{os.getpid()}-{os.urandom(6).hex()}"
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _plainly() -> Iterator[None]:
    """Ctrl-C in a query, and a lack of room, as what they are: DuckDB makes errors of its own of them."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise AccountsError(f"no room for the tables: {' '.join(str(error).split())[:200]}") from None
    except RuntimeError as error:
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from None
        raise


def _size(file: str | Path) -> int:
    try:
        path = located(file)[0]
        return path.stat().st_size * _PACKED.get(path.suffix.lower(), 1)
    except OSError:
        return 0


def read(connection: DuckDBPyConnection, file: str | Path, table: str) -> Columns:
    """Reads a file into a new table, its rows numbered in `ROW`. Returns the types of its own columns, in order.

    `file` may name a table of a database or a sheet of a workbook behind a colon: "crm.sqlite:accounts". Cells of CSV,
    TSV and Excel stay text. Raises `AccountsError` for a file that is missing, unreadable, empty, broken, or of an
    unknown format.
    """
    path, inside = located(file)
    form, packed = _format(path)
    if form not in _READERS and form not in STORES:
        known = ", ".join((*_READERS, *STORES))
        raise AccountsError(f"{path}: unknown format; one of {known} is needed, text also as .gz")
    try:
        with path.open("rb") as opened:
            empty = not opened.read(1)
    except OSError as error:
        raise AccountsError(f"{path}: cannot be read: {error.strerror or error}") from None
    if empty:
        raise AccountsError(f"{path}: the file is empty")
    if any(mark in str(path) for mark in "*?["):
        raise AccountsError(f"{path}: a path with *, ? or [ would be read as a pattern; rename the file")
    if form in STORES:
        return read_store(connection, path, inside, table)
    if form in _CSV:
        return _read_csv(connection, path, form, table)
    return Columns(_create(connection, path, _READERS[form].format(z="gzip" if packed else "none"), table))


def _format(path: Path) -> tuple[str, bool]:
    """The extension in lower case, and whether `.gz` stands behind it."""
    packed = path.suffix.lower() == ".gz"
    return (path.with_suffix("") if packed else path).suffix.lower(), packed


def _read_csv(connection: DuckDBPyConnection, path: Path, form: str, table: str) -> Columns:
    csv = Delimited.of(path, "\t" if form == ".tsv" else None)
    if csv.encoding == "utf-8":
        try:
            return Columns(_create(connection, path, csv.source, table), csv.notes)
        except _NotUtf8Error:
            pass
    with csv.in_utf8() as (written, recoded):
        return Columns(_create(connection, path, recoded.source, table, written), recoded.notes)


class _NotUtf8Error(Exception):
    """A text file in another encoding."""


def _create(
    connection: DuckDBPyConnection, path: Path, source: str, table: str, written: Path | None = None
) -> dict[str, str]:
    """The table of a source; `written` is where the text of `path` was written to in UTF-8."""
    import duckdb

    form, _ = _format(path)
    select = f"SELECT row_number() OVER () AS {quoted(ROW)}, * FROM {source}"
    try:
        connection.execute(f"CREATE TABLE {quoted(table)} AS {select}", [str(written or path)])
    except duckdb.Error as error:
        if "utf-8 encoded" in str(error) and form in _CSV and written is None:
            raise _NotUtf8Error from None
        raise AccountsError(f"{path}: cannot be read as {form[1:]}: {trouble(str(error))}") from None
    except UnicodeError as error:
        raise AccountsError(f"{path}: cannot be read as {form[1:]}: {error}") from None
    described = connection.execute(f"DESCRIBE {quoted(table)}").fetchall()
    return {name: type_ for name, type_, *_ in described if name != ROW}


def save(columns: Sequence[str], types: Sequence[str], rows: Sequence[tuple[Any, ...]], path: str | Path) -> None:
    """Writes rows as CSV, TSV, Parquet, JSON lines or JSON, by the extension; `types` are DuckDB's names.

    The file appears complete or not at all. Raises `AccountsError` where it cannot be written.
    """
    with connect() as connection:
        made = ", ".join(f"{quoted(c)} {t}" for c, t in zip(columns, types, strict=True))
        connection.execute(f"CREATE TABLE result ({made})")
        if rows:
            slots = ", ".join(f"unnest(?::{t}[])" for t in types)
            connection.execute(f"INSERT INTO result SELECT {slots}", [list(cell) for cell in zip(*rows, strict=True)])
        copy(connection, "SELECT * FROM result", path)


def copy(connection: DuckDBPyConnection, query: str, path: str | Path) -> int:
    """Writes the rows of a query as `save` does; how many they are."""
    import duckdb

    path = Path(path)
    form = _WRITERS.get(path.suffix.lower())
    if form is None:
        raise AccountsError(f"{path}: unknown format; one of {', '.join(_WRITERS)} is needed")
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    target = str(aside.resolve()).replace("'", "''")
    types = [(quoted(name), type_) for name, type_, *_ in connection.execute(f"DESCRIBE {query}").fetchall()]
    cells = [f"CAST(to_json({c}) AS VARCHAR) AS {c}" if "csv" in form and t.endswith("]") else c for c, t in types]
    try:
        done = connection.execute(f"COPY (SELECT {', '.join(cells)} FROM ({query})) TO '{target}' ({form})").fetchone()
        aside.replace(path)
    except (duckdb.Error, OSError) as error:
        full = "No space left" in str(error)
        why = "there is no room left on the device" if full else str(error).splitlines()[0]
        raise AccountsError(f"{path}: cannot be written: {why}") from None
    finally:
        aside.unlink(missing_ok=True)
    return int(done[0]) if done else 0


__all__ = ["ROW", "AccountsError", "Columns", "connect", "copy", "quoted", "read", "save"]
