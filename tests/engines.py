"""Real engines with the canonical tables in them. Every one is private to the test run and gone after it."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from icplang.backends.dialects import DIALECTS, Dialect
from icplang.meaning.schema import ACCOUNTS, CHILDREN, Table

_TYPES = {
    "duckdb": {"text": "VARCHAR", "number": "DOUBLE", "date": "DATE", "list": "VARCHAR[]"},
    "postgres": {"text": "TEXT", "number": "DOUBLE PRECISION", "date": "DATE", "list": "TEXT[]"},
    "sqlite": {"text": "TEXT", "number": "NUMERIC", "date": "TEXT", "list": "TEXT"},
}
JSON, DELIMITED = "_json", "_text"
"""Suffixes of further columns with the same lists, as JSON arrays and as text with `; ` between."""


@dataclass
class Engine:
    """A connection and its dialect."""

    dialect: Dialect
    connection: Any

    def rows(self, sql: str, parameters: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """The result of a query."""
        # Without parameters none are passed at all: psycopg then leaves every % alone.
        arguments = (sql, list(parameters)) if parameters else (sql,)
        return self.connection.cursor().execute(*arguments).fetchall()  # type: ignore[no-any-return]

    def load(self, accounts: list[dict[str, Any]]) -> None:
        """Make the canonical tables anew and fill them."""
        self._make(ACCOUNTS, accounts)
        for table in CHILDREN.values():
            self._make(table, [row | {"account_id": a["id"]} for a in accounts for row in a[table.name]])
        if self.dialect.name == "postgres":
            self.connection.commit()

    def _make(self, table: Table, rows: list[dict[str, Any]]) -> None:
        types = _TYPES[self.dialect.name]
        columns = {c.name: types[c.type] for c in table.columns.values()}
        lists = [c.name for c in table.columns.values() if c.type == "list"]
        if table is not ACCOUNTS:
            columns["account_id"] = types["text"]
        columns |= {name + suffix: types["text"] for name in lists for suffix in (JSON, DELIMITED)}
        cursor = self.connection.cursor()
        cursor.execute(f'DROP TABLE IF EXISTS "{table.name}"')
        cursor.execute(
            f'CREATE TABLE "{table.name}" ({", ".join(f"{chr(34)}{n}{chr(34)} {t}" for n, t in columns.items())})'
        )
        mark = "%s" if self.dialect.name == "postgres" else "?"
        insert = f'INSERT INTO "{table.name}" VALUES ({", ".join([mark] * len(columns))})'
        for row in rows:
            full = dict(row)
            for name in lists:
                value = row[name]
                full[name + JSON] = None if value is None else json.dumps(value)
                full[name + DELIMITED] = None if value is None else "; ".join(v or "" for v in value)
            cursor.execute(insert, [self._stored(full[name]) for name in columns])

    def _stored(self, value: Any) -> Any:
        if self.dialect.name != "sqlite":
            return list(value) if isinstance(value, tuple) else value
        return (
            json.dumps(value)
            if isinstance(value, tuple)
            else value.isoformat()
            if hasattr(value, "isoformat")
            else value
        )


def sqlite() -> Engine:
    """SQLite in memory."""
    return Engine(DIALECTS["sqlite"], sqlite3.connect(":memory:"))


def duckdb() -> Engine:
    """DuckDB in memory."""
    import duckdb as driver

    return Engine(DIALECTS["duckdb"], driver.connect())


def postgres() -> Iterator[Engine]:
    """A PostgreSQL server of our own: temporary directory, unix socket in it, no TCP. Skips without its programs."""
    psycopg = pytest.importorskip("psycopg")
    programs = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))) or [
        p for p in (shutil.which("pg_ctl"),) if p
    ]
    if not programs:
        pytest.skip("no PostgreSQL server programs (pg_ctl, initdb) on this machine")
    bin_dir = Path(programs[-1]).parent
    directory = Path(tempfile.mkdtemp(prefix="icp-pg-", dir="/tmp"))  # short: a socket path has about 107 bytes
    account: pwd.struct_passwd | None = None
    if os.getuid() == 0:  # the server refuses to run as root
        account = next(u for name in ("postgres", "nobody") for u in pwd.getpwall() if u.pw_name == name)
        shutil.chown(directory, account.pw_uid)

    def run(*command: str) -> None:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd=directory,
            timeout=60,
            check=False,
            user=account and account.pw_uid,
            group=account and account.pw_gid,
            extra_groups=[] if account else None,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    data = str(directory / "data")
    try:
        run(
            str(bin_dir / "initdb"),
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "icp",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-k {directory} -c listen_addresses='' -c fsync=off"
        run(str(bin_dir / "pg_ctl"), "-D", data, "-w", "-l", str(directory / "log"), "-o", options, "start")
        try:
            with psycopg.connect(host=str(directory), user="icp", dbname="postgres") as connection:
                where = connection.execute("SHOW data_directory").fetchone()[0]
                assert where == data, f"this is another server: {where}"
                yield Engine(DIALECTS["postgres"], connection)
        finally:
            run(str(bin_dir / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(directory, ignore_errors=True)
