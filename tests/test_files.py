"""Files of accounts: every format and encoding gives the same table, and what is broken is named."""

from __future__ import annotations

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplang.accounts import files
from icplang.accounts.base import AccountsError
from icplang.accounts.delimited import DELIMITERS, Delimited, _delimiter

ROWS = [("a1", "Köln, Altstadt", "51"), ("a2", 'say "hi"; twice', "7"), ("a3", "x|y", "1200")]
HEADER = ("id", "City, State", "employees")


def text(delimiter: str) -> str:
    lines = [",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in row) for row in (HEADER, *ROWS)]
    return "\n".join(line.replace('","', f'"{delimiter}"') for line in lines) + "\n"


def table(file: str | Path) -> list[tuple[str, ...]]:
    with files.connect((file,)) as connection:
        types = files.read(connection, file, "input")
        rows = connection.execute('SELECT * FROM "input" ORDER BY 1').fetchall()
    assert [r[0] for r in rows] == list(range(1, len(rows) + 1))
    return [tuple(types), *(tuple(map(str, r[1:])) for r in rows)]


def excel(path: Path, **sheets: list[tuple[object, ...]]) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("packed", [False, True])
def test_text_in_every_encoding(tmp_path: Path, delimiter: str, encoding: str, packed: bool) -> None:
    path = tmp_path / ("a.csv" + ".gz" * packed)
    data = text(delimiter).encode(encoding)
    path.write_bytes(gzip.compress(data) if packed else data)
    assert table(path) == [HEADER, *ROWS]


@given(
    st.sampled_from(DELIMITERS),
    st.lists(st.lists(st.text("ab ,;|\t\"'\n", max_size=6), min_size=3, max_size=3), min_size=2, max_size=8),
)
def test_the_delimiter_is_found_by_the_rows_too(delimiter: str, rows: list[list[str]]) -> None:
    """Other delimiters inside quotes mislead nobody."""
    lines = [["one, a; b|c", "two;", "three"], *rows]
    body = "\n".join(delimiter.join('"' + c.replace('"', '""') + '"' for c in row) for row in lines)
    assert _delimiter(body, True, None) == delimiter


def test_a_legacy_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for data, name in ((b"id,city\n1,K\xf6ln\n", "cp1252"), (b"id,city\n1,K\xf6ln \x81\n", "latin-1")):
        path.write_bytes(data)
        with files.connect() as connection:
            read = files.read(connection, path, "input")
            assert connection.execute("SELECT city FROM input").fetchall()[0][0].startswith("Köln")
        assert [d.code for d in read.notes] == ["file-guess"]
        assert name in read.notes[0].message


def test_names_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,,Name,name,#row\n1,2,3,4,5\n", "utf-8")
    assert Delimited.of(path).names == ("id", "column 2", "Name", "name 4", "#row 5")
    assert len(Delimited.of(path).notes) == 2
    assert table(path)[1] == ("1", "2", "3", "4", "5")


@pytest.mark.parametrize("suffix", ["sqlite", "sqlite3", "db"])
def test_sqlite(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"crm.{suffix}"
    with sqlite3.connect(path) as made:
        made.execute('CREATE TABLE accounts (id TEXT, "City, State" TEXT, employees INTEGER)')
        made.executemany("INSERT INTO accounts VALUES (?, ?, ?)", ROWS)
    made.close()
    assert table(path) == table(f"{path}:accounts") == table(f"{path}:ACCOUNTS") == [HEADER, *ROWS]
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE mixed AS SELECT 1 AS a, 1 AS b, NULL AS c UNION ALL SELECT 'x', 2.5, NULL")
    made.close()
    with files.connect() as connection:
        assert dict(files.read(connection, f"{path}:mixed", "m")) == {"a": "VARCHAR", "b": "DOUBLE", "c": "VARCHAR"}
    with pytest.raises(AccountsError, match=r"which table\? Write .*accounts; there are accounts, mixed"):
        table(path)
    with pytest.raises(AccountsError, match="no table `account`; did you mean `accounts`"):
        table(f"{path}:account")


@pytest.mark.parametrize("suffix", ["duckdb", "db"])
def test_duckdb(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"it's.{suffix}"
    with duckdb.connect(str(path.with_suffix(".duckdb"))) as made:
        made.execute('CREATE TABLE t (id VARCHAR, "City, State" VARCHAR, employees INTEGER)')
        made.executemany("INSERT INTO t VALUES (?, ?, ?)", ROWS)
        made.execute("CREATE SCHEMA crm")
    path.with_suffix(".duckdb").replace(path)
    assert table(path) == [HEADER, *ROWS]
    with duckdb.connect(str(path)) as made:
        made.execute("CREATE TABLE crm.t AS SELECT 1 AS id")
    assert table(f"{path}:crm.t") == [("id",), ("1",)]
    with pytest.raises(AccountsError, match=r"there are crm\.t, t"):
        table(path)


def test_excel(tmp_path: Path) -> None:
    numbers = [(a, b, int(c)) for a, b, c in ROWS]
    path = excel(tmp_path / "a.xlsx", Accounts=[(), HEADER, *numbers, (), ("a4", True, 2.5)])
    assert table(path) == [HEADER, *ROWS, ("a4", "true", "2.5")]
    path = excel(tmp_path / "b.xlsx", One=[HEADER], Two=[], Three=[("id", None, "ID"), (1,), (2, 3, 4)])
    assert table(f"{path}:one") == [HEADER]
    assert table(f"{path}:Three")[0] == ("id", "column 2", "ID 3")
    with pytest.raises(AccountsError, match=r"which sheet.*One, Two, Three"):
        table(path)
    with pytest.raises(AccountsError, match="`Two` is empty"):
        table(f"{path}:Two")


def test_packed_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps({"id": i, "t": ["x"]}) for i in (1, 2)).encode()))
    assert table(path) == [("id", "t"), ("1", "['x']"), ("2", "['x']")]


def test_a_header_without_rows_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,employees\n", "utf-8")
    assert table(path) == [("id", "employees")]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"id,b\n1,2\n3,4,5\n", "line 3 has 3 cells and the header has 2"),
        ("a.csv", b"id,b\n1,2\n3\n", "line 3 has 1 cells and the header has 2"),
        ("a.csv", b"\xef\xbb\xbf\n \n", "the file is empty"),
        ("a.csv", b"id\0\0\n1\n", "NUL"),
        ("a.csv", b"\xff\xfei\0d\0\n\0\xd8\xd8\xd8\xd8\n\0", "cannot be read as UTF-16"),
        ("a.csv.gz", b"id,b\n1,2\n", r"cannot be read as \.gz"),
        ("a.xlsx", b"id,b\n1,2\n", "cannot be read as xlsx"),
        ("a.sqlite", b"nothing at all" * 99, "cannot be read as SQLite"),
        ("a.duckdb", b"nothing at all" * 9999, "cannot be read as DuckDB"),
        ("a.db", b"nothing at all" * 9999, "cannot be read as DuckDB"),
        ("a.parquet.gz", b"x", "cannot be read as parquet"),
        ("a.csv:t", b"id\n1\n", "unknown format"),
    ],
)
def test_broken_files(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    if name.endswith(".xlsx"):
        pytest.importorskip("openpyxl")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(AccountsError, match=words) as raised:
        table(tmp_path / name)
    assert "\n" not in str(raised.value)


def test_large_files_are_kept_in_a_file_that_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import tempfile

    monkeypatch.setattr(files, "LARGE", 10)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    path = tmp_path / "a.csv"
    path.write_text(text(","), "utf-8")
    assert table(path) == [HEADER, *ROWS]
    with pytest.raises(KeyboardInterrupt), files.connect((path,)) as connection:
        assert len(list((tmp_path / "tmp").rglob("*.duckdb"))) == 1
        assert connection.execute("SELECT current_setting('memory_limit')").fetchall()[0][0].endswith("GiB")
        raise KeyboardInterrupt
    assert not list((tmp_path / "tmp").iterdir())


def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    """Wherever it comes, while a large file is read or normalised: no traceback, no half file, no temporary one."""
    rows = "".join(f"{i},{i % 977}-{i},Name {i},Town {i}\n" for i in range(150_000))
    (tmp_path / "a.csv").write_text("id,employees,industry,city\n" + rows, "utf-8")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from icplang.accounts import files; files.LARGE = 0\n"
        "from icplang.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "match", "-e", "fintech in Berlin, 50+ employees", str(tmp_path / "a.csv")]
    for wait in (0.0, 0.3, 0.6):
        process = subprocess.Popen(
            [*command, "-o", str(tmp_path / "out.csv")],
            env=os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(Path(__file__).parents[1])},
            stderr=subprocess.PIPE,
        )
        while not list(temporary.iterdir()) and process.poll() is None:
            time.sleep(0.005)
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        if process.returncode != 0:  # it was faster than the signal
            assert (process.returncode, said) == (130, b"")
            assert not (tmp_path / "out.csv").exists()
        assert not list(temporary.iterdir())
        (tmp_path / "out.csv").unlink(missing_ok=True)


def test_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGE", 0)
    monkeypatch.setattr(files, "MEMORY", "10MB")
    with pytest.raises(AccountsError, match="no room for the tables"), files.connect() as connection:
        connection.execute("SET max_temp_directory_size = '1MB'")
        connection.execute("CREATE TABLE t AS SELECT list(i || repeat('x', 99)) FROM range(3000000) AS r(i)")
