"""Real engines with the canonical tables in them. Every one is private to the run and gone after it.

A server starts in a temporary directory, on a unix socket in it, without TCP; before the first write it is asked
whose it is. What an engine lacks here it says with `UnavailableError`.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from strategies import NUMBER_FIELDS, UPPER

from icplang.backends.dialects import DIALECTS, Dialect
from icplang.backends.mapping import CANONICAL, Schema, parse_mapping
from icplang.meaning.evaluate import Band
from icplang.meaning.schema import ACCOUNTS, CHILDREN, Table

_BANDS = (*NUMBER_FIELDS, "founded")
Account: TypeAlias = dict[str, Any]

JSON, DELIMITED = "_json", "_text"
"""Suffixes of further columns with the same lists, as JSON arrays and as text with `; ` between."""

_TYPES = {
    "duckdb": {"text": "VARCHAR", "number": "DOUBLE", "date": "DATE", "list": "VARCHAR[]"},
    "postgres": {"text": "TEXT", "number": "DOUBLE PRECISION", "date": "DATE", "list": "TEXT[]"},
    "sqlite": {"text": "TEXT", "number": "NUMERIC", "date": "TEXT", "list": "TEXT"},
    "mysql": {"text": "LONGTEXT", "number": "DOUBLE", "date": "DATE", "list": "LONGTEXT"},
    "clickhouse": {
        "text": "Nullable(String)",
        "number": "Nullable(Float64)",
        "date": "Nullable(Date32)",
        "list": "Array(Nullable(String))",
    },
    "spark": {"text": "string", "number": "double", "date": "date", "list": "array<string>"},
}


class UnavailableError(Exception):
    """An engine cannot be had on this machine; says why."""


@dataclass
class Engine:
    """A connection and its dialect. `say` runs a statement, `ask` a query; `many` inserts rows."""

    name: str
    dialect: Dialect
    version: str
    ask: Callable[..., list[tuple[Any, ...]]]
    say: Callable[[str], object]
    many: Callable[[str, dict[str, str], list[list[Any]]], object]
    nullable_lists: bool = True
    """Whether an array column can be NULL."""
    batch: int = 20
    """How many predicates one query should ask."""
    wide: bool = True
    """Whether it should ask them side by side, or in one SELECT each: an optimiser may choke on many subqueries."""
    every: int = 400
    """How many cases one set of tables should serve."""
    slow: bool = False
    """Whether a query takes so long that tests should ask fewer."""
    loaded: list[Account] = field(default_factory=list)
    """The accounts as the engine holds them."""

    def rows(self, sql: str, parameters: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """The result of a query."""
        return self.ask(sql, list(parameters))

    def load(self, accounts: list[Account]) -> None:
        """Make the canonical tables anew and fill them."""
        self.loaded = [self._held(a) for a in accounts]
        self._make(ACCOUNTS, accounts)
        for table in CHILDREN.values():
            self._make(table, [row | {"account_id": a["id"]} for a in accounts for row in a[table.name]])

    def schema(self, storage: str) -> Schema:
        """The schema over the columns of one storage: "native", "json", "delimited", or "bands" of numbers."""
        if storage == "native":
            return CANONICAL
        if storage == "bands":
            return parse_mapping({"accounts": {"columns": {n: {"upper": n + UPPER} for n in _BANDS}}})
        suffix, written = (JSON, "json") if storage == "json" else (DELIMITED, "delimited:;")
        columns = {n: {"column": n + suffix, "list": written} for n in _lists(ACCOUNTS)}
        return parse_mapping({"accounts": {"columns": columns}})

    def held(self, storage: str) -> list[Account]:
        """The accounts as the columns of one storage hold them."""
        if storage == "native":
            return self.loaded
        if storage == "bands":
            return [a | {n: _band(a[n], a[n + UPPER]) for n in _BANDS} for a in self.loaded]
        return [a | {n: _original(a, n, storage) for n in _lists(ACCOUNTS)} for a in self._accounts]

    def _held(self, account: Account) -> Account:
        if self.nullable_lists:
            return account
        return account | {name: account[name] or () for name in _lists(ACCOUNTS)}

    _accounts: list[Account] = field(default_factory=list)

    def _make(self, table: Table, rows: list[Account]) -> None:
        if table is ACCOUNTS:
            self._accounts = rows
        types = _TYPES[self.name]
        columns = {c.name: types[c.type] for c in table.columns.values()}
        if table is not ACCOUNTS:
            columns["account_id"] = types["text"]
        if table is ACCOUNTS:
            columns |= {name + UPPER: types["number"] for name in _BANDS}
        columns |= {name + suffix: types["text"] for name in _lists(table) for suffix in (JSON, DELIMITED)}
        full = [self._stored(row, table, columns) for row in rows]
        self.many(table.name, columns, full)

    def _stored(self, row: Account, table: Table, columns: dict[str, str]) -> list[Any]:
        cells = {name + UPPER: None for name in _BANDS} | row
        for name in _lists(table):
            value = row[name]
            cells[name + JSON] = None if value is None else json.dumps(value)
            cells[name + DELIMITED] = None if value is None else "; ".join(v or "" for v in value)
            if self.dialect.native == "json":
                cells[name] = cells[name + JSON]
            elif value is not None or not self.nullable_lists:
                cells[name] = list(value or ())
        return [cells[name] for name in columns]


def _lists(table: Table) -> list[str]:
    return [c.name for c in table.columns.values() if c.type == "list"]


def _band(low: float | None, high: float | None) -> Band | None:
    return None if low is None and high is None else Band(low, high)


def _original(account: Account, name: str, storage: str) -> Any:
    """A list as JSON has it, or as a text with delimiters can have it: without NULL, and without the empty text."""
    value = account[name]
    if storage == "json" or value is None:
        return value
    return tuple(e for v in "; ".join(v or "" for v in value).split(";") if (e := v.strip(" ")))


def quoted(dialect: Dialect, name: str) -> str:
    """A name as the dialect writes it; for the tables of the tests."""
    first, last = dialect.quotes
    return first + name.replace(last, last * 2) + last


def _over_cursor(name: str, connection: Any, mark: str, version: str, **more: Any) -> Engine:
    """An engine behind a connection of the usual Python form (DB-API)."""
    dialect = DIALECTS[name]

    def ask(sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        cursor = connection.cursor()
        # Without parameters none are passed at all: a driver then leaves every % alone.
        done = cursor.execute(sql, parameters) if parameters else cursor.execute(sql)
        return list((done if hasattr(done, "fetchall") else cursor).fetchall())

    def say(sql: str) -> None:
        connection.cursor().execute(sql)

    def many(table: str, columns: dict[str, str], rows: list[list[Any]]) -> None:
        target = quoted(dialect, table)
        say(f"DROP TABLE IF EXISTS {target}")
        say(f"CREATE TABLE {target} ({', '.join(f'{quoted(dialect, n)} {t}' for n, t in columns.items())})")
        if rows:
            plain = [[v.isoformat() if name == "sqlite" and isinstance(v, date) else v for v in r] for r in rows]
            into = target.replace("%", "%%") if mark == "%s" else target
            connection.cursor().executemany(f"INSERT INTO {into} VALUES ({', '.join([mark] * len(columns))})", plain)
        if hasattr(connection, "commit") and name != "duckdb":
            connection.commit()

    return Engine(name, dialect, version, ask, say, many, **more)


@contextmanager
def sqlite() -> Iterator[Engine]:
    """SQLite in memory."""
    connection = sqlite3.connect(":memory:")
    yield _over_cursor("sqlite", connection, "?", sqlite3.sqlite_version)
    connection.close()


@contextmanager
def duckdb() -> Iterator[Engine]:
    """DuckDB in memory."""
    import duckdb as driver

    connection = driver.connect(config={"threads": 1})
    yield _over_cursor("duckdb", connection, "?", driver.__version__, batch=8, wide=False)
    connection.close()


@contextmanager
def postgres() -> Iterator[Engine]:
    """A PostgreSQL server of our own."""
    psycopg = _driver("psycopg")
    programs = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))) or [
        p for p in (shutil.which("pg_ctl"),) if p
    ]
    if not programs:
        raise UnavailableError("no PostgreSQL server programs (pg_ctl, initdb) on this machine")
    bin_dir = Path(programs[-1]).parent
    account: pwd.struct_passwd | None = None
    with _directory("pg") as directory:
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
        how = ("-A", "trust", "-U", "icp", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        run(str(bin_dir / "initdb"), "-D", data, *how)
        options = f"-k {directory} -c listen_addresses='' -c fsync=off -c jit=off"
        run(str(bin_dir / "pg_ctl"), "-D", data, "-w", "-l", str(directory / "log"), "-o", options, "start")
        try:
            with psycopg.connect(host=str(directory), user="icp", dbname="postgres") as connection:
                where = connection.execute("SHOW data_directory").fetchone()[0]
                assert where == data, f"this is another server: {where}"
                version = connection.execute("SHOW server_version").fetchone()[0].split()[0]
                yield _over_cursor("postgres", connection, "%s", version)
        finally:
            run(str(bin_dir / "pg_ctl"), "-D", data, "-m", "immediate", "stop")


@contextmanager
def mysql() -> Iterator[Engine]:
    """A MariaDB server of our own."""
    driver = _driver("pymysql")
    server, setup = shutil.which("mariadbd", path=_PATH), shutil.which("mariadb-install-db", path=_PATH)
    if not server or not setup:
        raise UnavailableError("no MariaDB server programs (mariadbd, mariadb-install-db) on this machine")
    with _directory("my") as directory:
        data, socket = directory / "data", directory / "s"
        who = ("--user=root",) if os.getuid() == 0 else ()
        how = ("--auth-root-authentication-method=normal", "--skip-test-db")
        made = subprocess.run(
            [setup, "--no-defaults", f"--datadir={data}", *how, *who], capture_output=True, text=True, check=False
        )
        if made.returncode != 0:
            raise UnavailableError(f"mariadb-install-db: {(made.stdout + made.stderr).strip()[:300]}")
        with (directory / "log").open("w") as log:
            started = subprocess.Popen(
                [
                    *(server, "--no-defaults", f"--datadir={data}", f"--socket={socket}", "--skip-networking"),
                    *(f"--pid-file={directory / 'pid'}", "--character-set-server=utf8mb4", *who),
                    *("--innodb-flush-log-at-trx-commit=0", "--thread-stack=4M"),
                ],
                stdout=log,
                stderr=log,
            )
        try:
            connection = _patiently(
                lambda: driver.connect(unix_socket=str(socket), user="root", charset="utf8mb4"), driver.Error
            )
            cursor = connection.cursor()
            cursor.execute("SELECT @@datadir, VERSION()")
            where, version = cursor.fetchone()
            assert Path(where) == data, f"this is another server: {where}"
            cursor.execute("CREATE DATABASE icp")
            cursor.execute("USE icp")
            yield _over_cursor("mysql", connection, "%s", f"MariaDB {version.split('-')[0]}")
            connection.close()
        finally:
            started.terminate()
            started.wait(30)


@contextmanager
def clickhouse() -> Iterator[Engine]:
    """ClickHouse in this process."""
    session = _driver("chdb.session").Session()
    dialect = DIALECTS["clickhouse"]

    def ask(sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        assert not parameters
        text = session.query(sql, "JSONCompactEachRow").bytes().decode()
        return [tuple(json.loads(line)) for line in text.splitlines()]

    def many(table: str, columns: dict[str, str], rows: list[list[Any]]) -> None:
        target = quoted(dialect, table)
        written = ", ".join(f"{quoted(dialect, n)} {t}" for n, t in columns.items())
        session.query(f"DROP TABLE IF EXISTS {target}")
        session.query(f"CREATE TABLE {target} ({written}) ENGINE = Memory")
        if rows:
            lines = "\n".join(json.dumps(r, default=str) for r in rows)
            session.query(f"INSERT INTO {target} FORMAT JSONCompactEachRow {lines}")

    try:
        # The default database of chdb takes a table with a name like a pattern of files for files.
        session.query("CREATE DATABASE icp ENGINE = Memory")
        session.query("USE icp")
        # Planning many subqueries is what takes long; the tables are tiny.
        for setting in ("compile_expressions = 0", "enable_join_runtime_filters = 0", "max_threads = 1"):
            session.query(f"SET {setting}")
        version = ".".join(ask("SELECT version()")[0][0].split(".")[:2])
        yield Engine("clickhouse", dialect, version, ask, session.query, many, nullable_lists=False, batch=10)
    finally:
        session.close()


@contextmanager
def spark() -> Iterator[Engine]:
    """Spark in a Java process of our own."""
    sql = _driver("pyspark.sql")
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        raise UnavailableError("no Java on this machine")
    with _directory("sp") as directory:
        options = {
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.local.dir": str(directory / "local"),
            "spark.sql.warehouse.dir": str(directory / "warehouse"),
            "spark.sql.shuffle.partitions": "1",
            "spark.default.parallelism": "1",
            "spark.log.level": "OFF",
            "spark.sql.codegen.wholeStage": "false",
            "spark.sql.codegen.factoryMode": "NO_CODEGEN",
            "spark.sql.adaptive.enabled": "false",
            "spark.sql.autoBroadcastJoinThreshold": "10485760",
        }
        builder = sql.SparkSession.builder.master("local[1]").appName("icplang")
        for key, value in options.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        where = session.conf.get("spark.sql.warehouse.dir")
        assert str(directory) in where, f"this is another session: {where}"

        def ask(text: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
            made = session.sql(text, args=list(parameters)) if parameters else session.sql(text)
            return [tuple(row) for row in made.collect()]

        def many(table: str, columns: dict[str, str], rows: list[list[Any]]) -> None:
            schema = ", ".join(f"{quoted(DIALECTS['spark'], n)} {t}" for n, t in columns.items())
            numbers = {i for i, t in enumerate(columns.values()) if t == "double"}
            plain = [tuple(float(v) if i in numbers and v is not None else v for i, v in enumerate(r)) for r in rows]
            frame = session.createDataFrame(plain, schema).coalesce(1).cache()
            frame.count()
            frame.createOrReplaceTempView(quoted(DIALECTS["spark"], table))

        try:
            yield Engine(
                "spark", DIALECTS["spark"], session.version, ask, session.sql, many, batch=10, every=2_000, slow=True
            )
        finally:
            session.stop()


_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


@contextmanager
def _directory(prefix: str) -> Iterator[Path]:
    """A temporary directory with a short name: the path of a socket has at most about 107 bytes."""
    path = Path(tempfile.mkdtemp(prefix=f"icp-{prefix}-", dir="/tmp"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _driver(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise UnavailableError(f'{error}; pip install "icplang[engines]"') from None


def _patiently(connect: Callable[[], Any], error: type[Exception], seconds: float = 30) -> Any:
    until = time.monotonic() + seconds
    while True:
        try:
            return connect()
        except error:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


ENGINES: dict[str, Callable[[], Any]] = {
    "sqlite": sqlite,
    "duckdb": duckdb,
    "postgres": postgres,
    "mysql": mysql,
    "clickhouse": clickhouse,
    "spark": spark,
}
"""Every engine that can be run here, by its dialect: a context manager that yields an `Engine`."""


def loaded(name: str, accounts: list[Account]) -> Iterator[Engine]:
    """For a fixture of pytest: an engine with the accounts in it, or a skip that says why there is none."""
    import pytest

    try:
        with ENGINES[name]() as engine:
            engine.load(accounts)
            yield engine
    except UnavailableError as reason:
        pytest.skip(f"{name}: {reason}")
