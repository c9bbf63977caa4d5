# ruff: noqa: S608 - names are quoted
"""Files with several tables: SQLite and DuckDB databases, Excel workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icplang.accounts.base import ROW, AccountsError, Columns, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 20_000
_SQLITE_HEAD = b"SQLite format 3\0"


def located(file: str | Path) -> tuple[Path, str | None]:
    """A file, and the table or sheet in it that is meant: "crm.sqlite:accounts"."""
    path = Path(file)
    head, colon, inside = str(file).rpartition(":")
    if colon and inside and Path(head).suffix.lower() in STORES and not path.exists():
        return Path(head), inside
    return path, None


def read(connection: DuckDBPyConnection, path: Path, inside: str | None, table: str) -> Columns:
    """Reads one table of a file into the new table `table`, its rows numbered in `ROW`. Raises `AccountsError`."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return Columns(_excel(connection, path, inside, table))
    with path.open("rb") as file:
        sqlite = file.read(len(_SQLITE_HEAD)) == _SQLITE_HEAD
    if suffix == ".duckdb" or (suffix == ".db" and not sqlite):
        return Columns(_duckdb(connection, path, inside, table))
    return Columns(_sqlite(connection, path, inside, table))


def _chosen(path: Path, inside: str | None, tables: Iterable[str], what: str) -> str:
    """The table that is meant; the only one where none is named."""
    names = list(tables)
    if inside is None:
        if len(names) == 1:
            return names[0]
        if not names:
            raise AccountsError(f"{path}: there is no {what} in it")
        raise AccountsError(f"{path}: which {what}? Write {path}:{names[0]}; there are {', '.join(names)}")
    found = next((n for n in names if n.lower() == inside.lower()), None)
    if found is None:
        near = get_close_matches(inside, names, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(names) or 'none'}"
        raise AccountsError(f"{path}: there is no {what} `{inside}`; {hint}")
    return found


# --- databases ----------------------------------------------------------------------------------------------------


def _sqlite(connection: DuckDBPyConnection, path: Path, inside: str | None, table: str) -> dict[str, str]:
    import sqlite3

    try:
        source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise AccountsError(f"{path}: cannot be read as SQLite: {error}") from None
    try:
        query = (
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite#_%' ESCAPE '#'"
        )
        chosen = quoted(_chosen(path, inside, (r[0] for r in source.execute(f"{query} ORDER BY name")), "table"))
        names = [d[0] for d in source.execute(f"SELECT * FROM {chosen} LIMIT 0").description]
        types = {name: _affinity(source, chosen, name) for name in names}
        source.text_factory = lambda raw: raw.decode("utf-8", "replace")
        cells = ", ".join(f"CAST({quoted(n)} AS TEXT)" if t == "VARCHAR" else quoted(n) for n, t in types.items())
        _fill(connection, table, types, source.execute(f"SELECT {cells} FROM {chosen}"))
    except sqlite3.Error as error:
        raise AccountsError(f"{path}: cannot be read as SQLite: {error}") from None
    finally:
        source.close()
    return types


def _affinity(source: Any, table: str, column: str) -> str:
    """What the cells of a column are: SQLite lets each one differ."""
    kinds = {r[0] for r in source.execute(f"SELECT DISTINCT typeof({quoted(column)}) FROM {table}")} - {"null"}
    return "BIGINT" if kinds == {"integer"} else "DOUBLE" if kinds and kinds <= {"integer", "real"} else "VARCHAR"


def _duckdb(connection: DuckDBPyConnection, path: Path, inside: str | None, table: str) -> dict[str, str]:
    import duckdb

    place = str(path).replace("'", "''")
    try:
        connection.execute(f"ATTACH '{place}' AS attached (TYPE duckdb, READ_ONLY)")
    except duckdb.Error as error:
        raise AccountsError(f"{path}: cannot be read as DuckDB: {str(error).splitlines()[0]}") from None
    try:
        held = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables "
            "WHERE table_catalog = 'attached' ORDER BY ALL"
        ).fetchall()
        tables = {name if schema == "main" else f"{schema}.{name}": (schema, name) for schema, name in held}
        schema, name = tables[_chosen(path, inside, tables, "table")]
        columns = f"SELECT row_number() OVER () AS {quoted(ROW)}, * FROM attached.{quoted(schema)}.{quoted(name)}"
        connection.execute(f"CREATE TABLE {quoted(table)} AS {columns}")
    except duckdb.Error as error:
        raise AccountsError(f"{path}: cannot be read: {str(error).splitlines()[0]}") from None
    finally:
        connection.execute("DETACH attached")
    described = connection.execute(f"DESCRIBE {quoted(table)}").fetchall()
    return {name: type_ for name, type_, *_ in described if name != ROW}


# --- workbooks ----------------------------------------------------------------------------------------------------


def _excel(connection: DuckDBPyConnection, path: Path, inside: str | None, table: str) -> dict[str, str]:
    try:
        import openpyxl
    except ImportError:
        raise AccountsError(f"{path}: Excel files need openpyxl: pip install icplang[excel]") from None
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # noqa: BLE001 - a broken zip fails in many ways, none of them documented
        raise AccountsError(f"{path}: cannot be read as xlsx: {error}") from None
    try:
        sheet = book[_chosen(path, inside, book.sheetnames, "sheet")]
        rows = (cells for cells in sheet.iter_rows(values_only=True) if any(c is not None for c in cells))
        header = next(rows, None)
        if header is None:
            raise AccountsError(f"{path}: the sheet `{sheet.title}` is empty")
        width = max(i for i, cell in enumerate(header, 1) if cell is not None)
        types = dict.fromkeys(_unique(_cell(c) for c in header[:width]), "VARCHAR")
        padding = (None,) * width
        _fill(connection, table, types, (tuple(map(_cell, (*cells, *padding)[:width])) for cells in rows))
    finally:
        book.close()
    return types


def _unique(header: Iterable[str | None]) -> Iterator[str]:
    taken: set[str] = set()
    for i, cell in enumerate(header, 1):
        name = (cell or "").strip() or f"column {i}"
        name = name if name.lower() not in taken else f"{name} {i}"
        taken.add(name.lower())
        yield name


def _cell(value: object) -> str | None:
    """A cell as the text that a CSV file would have."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case datetime():
            return (value.date() if value.time().isoformat() == "00:00:00" else value).isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
    return str(value)


def _fill(
    connection: DuckDBPyConnection, table: str, types: Mapping[str, str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """A new table from rows, a batch at a time."""
    columns = ", ".join(f"{quoted(n)} {t}" for n, t in types.items())
    connection.execute(f"CREATE TABLE {quoted(table)} ({quoted(ROW)} BIGINT, {columns})")
    slots = ", ".join(f"unnest(?::{t}[])" for t in ("BIGINT", *types.values()))
    source, done = iter(rows), 0
    while batch := list(islice(source, _BATCH)):
        numbers = list(range(done + 1, done + len(batch) + 1))
        values = [list(cells) for cells in zip(*batch, strict=True)]
        connection.execute(f"INSERT INTO {quoted(table)} SELECT {slots}", [numbers, *values])
        done += len(batch)


STORES = (".xlsx", ".sqlite", ".sqlite3", ".db", ".duckdb")
"""The extensions of files with several tables."""
